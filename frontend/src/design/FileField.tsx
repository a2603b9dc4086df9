import { Button, ErrorMessage, HintText, Label } from 'nhsuk-react-components';
import { useField } from './formContext';

interface FileFieldProps {
  name: string;
  label: string;
  hint?: string;
  files: File[];
  onChange: (files: File[]) => void;
  multiple?: boolean;
  /** File name endings and types that the dialogue offers: ".pdf,image/*". */
  accept?: string;
}

/** A file's size as people read it: "240 kB". */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Chooses files; each chosen one is listed with its size and can be taken out again. */
export function FileField({ name, label, hint, files, onChange, multiple = false, accept }: FileFieldProps) {
  const { id, error } = useField(name);
  const described = [
    hint ? `${id}--hint` : '',
    error ? `${id}--error-message` : '',
    files.length > 0 ? `${id}--chosen` : '',
  ].filter((part) => part !== '');

  return (
    <div className={`nhsuk-form-group${error ? ' nhsuk-form-group--error' : ''}`}>
      <Label htmlFor={id}>{label}</Label>
      {hint ? <HintText id={`${id}--hint`}>{hint}</HintText> : null}
      {error ? <ErrorMessage id={`${id}--error-message`}>{error}</ErrorMessage> : null}
      <input
        type="file"
        id={id}
        name={name}
        className="nhsuk-file-upload__input bw-file"
        multiple={multiple}
        accept={accept}
        aria-describedby={described.length > 0 ? described.join(' ') : undefined}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          // Emptied, so that a file taken out below can be chosen again.
          event.currentTarget.value = '';
          if (chosen.length > 0) onChange(multiple ? [...files, ...chosen] : chosen.slice(0, 1));
        }}
      />
      {files.length > 0 ? (
        <ul className="bw-files" id={`${id}--chosen`}>
          {files.map((file, index) => (
            <li key={`${file.name} ${index}`} className="bw-files__file">
              <span className="bw-files__name">
                {file.name} ({fileSize(file.size)})
              </span>
              <Button
                type="button"
                secondary
                small
                onClick={() => onChange(files.filter((_, other) => other !== index))}
              >
                Remove<span className="nhsuk-u-visually-hidden"> {file.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
