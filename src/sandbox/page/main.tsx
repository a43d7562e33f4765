import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { SandboxProvider } from './state/sandbox.tsx';
import { ToastProvider } from './ui/toasts.tsx';
import './styles/index.css';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <ToastProvider>
      <SandboxProvider waiting={<p className="waiting">Opening the sandbox…</p>}>
        <App />
      </SandboxProvider>
    </ToastProvider>,
  );
}
