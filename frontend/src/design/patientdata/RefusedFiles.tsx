import { Button } from 'nhsuk-react-components';
import { FoundPassages } from './FoundPassages';
import type { FoundPassage } from './passages';

/** A file that was not stored, and why. The browser still has it. */
export interface RefusedFile {
  key: string;
  name: string;
  message: string;
  passages: FoundPassage[];
  /** The program cannot look into it, so that the person has to say what is in it. */
  needsDeclaration: boolean;
}

/** The files that were not stored, and what a person can do about them. */
export interface Refusals {
  files: RefusedFile[];
  /** Sends the file again with the declaration that it holds no patient's data. */
  declare: (key: string) => void;
  /** Sends the file again, once its passages were declared. */
  again: (key: string) => void;
  dismiss: (key: string) => void;
}

export function RefusedFiles({ refusals }: { refusals: Refusals }) {
  if (refusals.files.length === 0) return null;
  return (
    <ul className="bw-refused">
      {refusals.files.map((file) => (
        <li key={file.key} className="bw-refused__file">
          <p>
            <strong>{file.name}</strong> was not stored.
          </p>
          {file.needsDeclaration ? (
            <>
              <p>{file.message}</p>
              <p>
                If you declare it, your reviewers see that the program did not check it, and that you did.
              </p>
              <Button type="button" secondary small onClick={() => refusals.declare(file.key)}>
                I have looked at it and it holds no patient data
                <span className="nhsuk-u-visually-hidden"> ({file.name})</span>
              </Button>{' '}
            </>
          ) : (
            <FoundPassages passages={file.passages} next="The file is being added." onDeclared={() => refusals.again(file.key)} />
          )}
          <Button type="button" secondary small onClick={() => refusals.dismiss(file.key)}>
            Leave it out<span className="nhsuk-u-visually-hidden"> {file.name}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
