import { useEffect } from 'react';
import type { OpenView } from '../../slack/index.ts';
import { objectsAt } from '../../slack/json.ts';
import { Blocks } from '../block-kit/blocks.tsx';
import { SurfaceContext } from '../block-kit/surface.ts';
import { useViewSurface } from '../modal/use-view-surface.ts';
import { useAct } from '../state/sandbox.tsx';

export type AppHomeProps = {
  as: string;
  appName: string;
  home: OpenView | undefined;
  device: 'desktop' | 'phone';
};

/** The app's Home tab; Slack tells the app whenever somebody opens it. */
export function AppHome({ as, appName, home, device }: AppHomeProps) {
  const act = useAct();
  useEffect(() => void act({ type: 'openHome', as }), [act, as]);
  return (
    <div className="home">
      {home ? (
        <HomeView key={home.id} view={home} device={device} />
      ) : (
        <div className="empty">
          <h2>{appName} has no Home tab</h2>
          <p>
            Once the app publishes one with <code className="code">views.publish</code>, it shows here.
          </p>
        </div>
      )}
    </div>
  );
}

function HomeView({ view, device }: { view: OpenView; device: 'desktop' | 'phone' }) {
  const { surface } = useViewSurface(view, device);
  return (
    <SurfaceContext value={surface}>
      <Blocks blocks={objectsAt(view.definition, 'blocks')} />
    </SurfaceContext>
  );
}
