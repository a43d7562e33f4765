import { memo } from 'react';
import { type Json, objectAt, objectsAt, stringAt } from '../../slack/json.ts';
import { Element } from '../inputs/element.tsx';
import { InputBlock } from '../inputs/input-block.tsx';
import { Mishap } from '../ui/mishap.tsx';
import { OtherBlock } from './other-block.tsx';
import { RichText } from './rich-text.tsx';
import { plainOf, TextObject } from './text-object.tsx';

export type BlocksProps = { blocks: readonly Json[]; errors?: Record<string, string> };

const NONE: Record<string, string> = {};

/** Block Kit as it came from the app; drawn anew only for other blocks, or when an element in it changes. */
export const Blocks = memo(function Blocks({ blocks, errors = NONE }: BlocksProps) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <Mishap key={keyOf(blocks, index)} what="a block">
          <BlockView block={block} error={errors[stringAt(block, 'block_id') ?? '']} />
        </Mishap>
      ))}
    </div>
  );
});

/** An input's by its id, so that what was typed stays with it; another's by its place, since Slack gives new ids with each edit. */
function keyOf(blocks: readonly Json[], index: number): string {
  const block = blocks[index];
  const id = stringAt(block, 'block_id');
  if (block?.type === 'input' && id) return id;
  return `${block?.type} ${blocks.slice(0, index).filter(({ type }) => type === block?.type).length}`;
}

function BlockView({ block, error }: { block: Json; error: string | undefined }) {
  switch (block.type) {
    case 'section':
      return <Section block={block} />;
    case 'context':
      return (
        <div className="block-context">
          {objectsAt(block, 'elements').map((element, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: elements of a context have no ids
            <div key={index}>
              {element.type === 'image' ? <Picture image={element} /> : <TextObject object={element} />}
            </div>
          ))}
        </div>
      );
    case 'header':
      return (
        <h3 className="block-header">
          <TextObject object={objectAt(block, 'text')} />
        </h3>
      );
    case 'divider':
      return <hr className="block-divider" />;
    case 'image':
      return (
        <figure className="block-image">
          {block.title ? <figcaption>{plainOf(objectAt(block, 'title'))}</figcaption> : null}
          <Picture image={block} />
        </figure>
      );
    case 'actions':
      return (
        <div className="block-actions">
          {objectsAt(block, 'elements').map((element) => (
            <Element key={stringAt(element, 'action_id')} block={block} element={element} />
          ))}
        </div>
      );
    case 'input':
      return <InputBlock block={block} error={error} />;
    case 'rich_text':
      return <RichText block={block} />;
    default:
      return <OtherBlock block={block} />;
  }
}

function Section({ block }: { block: Json }) {
  const accessory = objectAt(block, 'accessory');
  const fields = objectsAt(block, 'fields');
  return (
    <div className="block-section">
      <div className="block-section-text">
        <TextObject object={objectAt(block, 'text')} />
        {fields.length > 0 ? (
          <div className="block-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no ids
              <div key={index}>
                <TextObject object={field} />
              </div>
            ))}
          </div>
        ) : null}
      </div>
      {accessory?.type === 'image' ? <Picture image={accessory} /> : null}
      {accessory && accessory.type !== 'image' ? <Element block={block} element={accessory} /> : null}
    </div>
  );
}

/** Only pictures of this machine are loaded; of others the description stands for them. */
function Picture({ image }: { image: Json }) {
  const url = stringAt(image, 'image_url') ?? '';
  const alt = stringAt(image, 'alt_text') ?? '';
  const local = URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin;
  return local || url.startsWith('data:') ? (
    <img src={url} alt={alt} />
  ) : (
    <span className="picture" role="img" aria-label={alt}>
      {alt}
    </span>
  );
}
