import { Button, ErrorMessage, HintText, Label } from 'nhsuk-react-components';
import { useField } from './formContext';
import { type Refusals, RefusedFiles } from './patientdata/RefusedFiles';

export interface ChosenFile {
  key: string;
  name: string;
  /** In bytes. */
  size: number;
  /** The share that has been sent, from 0 to 1. */
  share: number;
}

interface FileFieldProps {
  name: string;
  label: string;
  hint?: string;
  files: ChosenFile[];
  onChoose: (files: File[]) => void;
  onRemove: (key: string) => void;
  /** Why the last file was not taken. */
  problem?: string;
  /** The files that were refused because of what is in them. */
  refusals?: Refusals;
  multiple?: boolean;
  /** File name endings that the dialogue offers: ".pdf,.png". */
  accept?: string;
}

/** A file's size as people read it: "240 kB". */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Chooses files; each is listed with its size, how much of it has been sent, and a way to take it out. */
export function FileField({
  name,
  label,
  hint,
  files,
  onChoose,
  onRemove,
  problem = '',
  refusals,
  multiple = false,
  accept,
}: FileFieldProps) {
  const { id, error: refused } = useField(name);
  const error = problem === '' ? refused : problem;
  const described = [
    hint ? `${id}--hint` : '',
    error ? `${id}--error-message` : '',
    files.length > 0 ? `${id}--chosen` : '',
  ].filter((part) => part !== '');

  return (
    <div className={`nhsuk-form-group${error ? ' nhsuk-form-group--error' : ''}`}>
      <Label htmlFor={id}>{label}</Label>
      {hint ? <HintText id={`${id}--hint`}>{hint}</HintText> : null}
      <div role="alert">{error ? <ErrorMessage id={`${id}--error-message`}>{error}</ErrorMessage> : null}</div>
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
          if (chosen.length > 0) onChoose(multiple ? chosen : chosen.slice(0, 1));
        }}
      />
      {files.length > 0 ? (
        <ul className="bw-files" id={`${id}--chosen`}>
          {files.map((file) => (
            <li key={file.key} className="bw-files__file">
              <span className="bw-files__name">
                {file.name} ({fileSize(file.size)})
              </span>
              {file.share < 1 ? (
                <progress max={1} value={file.share} aria-label={`Sending ${file.name}`} />
              ) : (
                <span role="status" className="bw-small">
                  Added
                </span>
              )}
              <Button type="button" secondary small onClick={() => onRemove(file.key)}>
                Remove<span className="nhsuk-u-visually-hidden"> {file.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {refusals ? <RefusedFiles refusals={refusals} /> : null}
    </div>
  );
}
