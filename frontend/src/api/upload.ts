import { ApiProblem, type ProblemDocument, problemFrom } from './problem';
import type { components } from './schema';

export type StoredFile = components['schemas']['StoredFile'];

/** The largest file that the server takes, in bytes (25 MB). */
export const largestFile = 25_000_000;

/** The endings of the kinds of file that the server takes, as a file dialogue wants them. */
export const acceptedFiles = '.pdf,.png,.jpg,.jpeg,.txt,.csv,.docx,.xlsx';

/**
 * Sends a file to a person's record; see {@link sendFile}. `declared` says that the person has looked at it and that it
 * holds no patient's data.
 */
export function uploadFile(
  personId: string,
  file: File,
  progress: (share: number) => void,
  declared = false,
): Promise<StoredFile> {
  return sendFile<StoredFile>(`/people/${personId}/files`, file, progress, declared);
}

/**
 * Sends a file to an address of the API; `progress` hears the share that has been sent, from 0 to 1.
 * Rejects with an ApiProblem.
 */
export function sendFile<Answer>(
  address: string,
  file: File,
  progress: (share: number) => void,
  declared = false,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1${address}`);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) progress(event.loaded / event.total);
    };
    request.onerror = () => reject(problemFrom(new TypeError('no answer')));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(request.response as Answer);
        return;
      }
      const document = request.response as ProblemDocument | null;
      reject(document ? new ApiProblem({ ...document, status: request.status }) : problemFrom(undefined));
    };
    const body = new FormData();
    // The server reads the form as a stream, so what it has to know comes first.
    if (declared) body.append('declaration', 'no_patient_data');
    body.append('file', file);
    request.send(body);
  });
}

/** Why a file cannot be sent, seen before it is; undefined when nothing is wrong. */
export function fileProblem(file: File): string | undefined {
  if (file.size > largestFile) return `${file.name} is larger than 25 MB. Choose a smaller file.`;
  if (file.size === 0) return `${file.name} is empty. Choose a file with something in it.`;
  return undefined;
}
