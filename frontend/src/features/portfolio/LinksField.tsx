import { Button } from 'nhsuk-react-components';
import { TextField } from '@/design';

export interface LinkDraft {
  title: string;
  url: string;
}

interface LinksFieldProps {
  name: string;
  value: LinkDraft[];
  onChange: (links: LinkDraft[]) => void;
}

/** Links to what is kept elsewhere, each with words for it. */
export function LinksField({ name, value, onChange }: LinksFieldProps) {
  const change = (index: number, patch: Partial<LinkDraft>) =>
    onChange(value.map((link, other) => (other === index ? { ...link, ...patch } : link)));
  return (
    <fieldset className="nhsuk-fieldset nhsuk-form-group">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Links (optional)</legend>
      {value.map((link, index) => (
        // The rows have no name of their own; their order is who they are.
        <div key={index} className="bw-links__row">
          <TextField
            name={`${name}[${index}].title`}
            label={`Link ${index + 1}: where it leads`}
            value={link.title}
            onChange={(title) => change(index, { title })}
          />
          <TextField
            name={`${name}[${index}].url`}
            label={`Link ${index + 1}: address`}
            type="url"
            value={link.url}
            onChange={(url) => change(index, { url })}
          />
          <Button
            type="button"
            secondary
            small
            onClick={() => onChange(value.filter((_, other) => other !== index))}
          >
            Remove link {index + 1}
          </Button>
        </div>
      ))}
      <Button type="button" secondary small onClick={() => onChange([...value, { title: '', url: '' }])}>
        Add a link
      </Button>
    </fieldset>
  );
}
