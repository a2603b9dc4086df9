import { useRef, useState } from 'react';
import { problemFrom } from './problem';
import { fileProblem, type StoredFile, uploadFile } from './upload';

/** A file on its way to a record, or already there. */
export interface Upload {
  key: string;
  name: string;
  /** In bytes. */
  size: number;
  /** The share that has been sent, from 0 to 1; 1 when stored. */
  share: number;
  /** The stored file's id; absent until it is stored. */
  id?: string;
}

export interface Uploads {
  files: Upload[];
  /** The ids of the stored files, in order. */
  ids: string[];
  /** Whether some file is still on its way. */
  sending: boolean;
  /** Why the last files were not taken; empty when they were. */
  problem: string;
  choose: (files: File[]) => void;
  remove: (key: string) => void;
}

/** Sends files as soon as they are chosen, so that a form with files is saved at once. */
export function useUploads(
  personId: string,
  already: Pick<StoredFile, 'id' | 'name' | 'size'>[] = [],
  single = false,
): Uploads {
  const [files, setFiles] = useState<Upload[]>(() =>
    already.map(({ id, name, size }) => ({ key: id, id, name, size, share: 1 })),
  );
  const [problem, setProblem] = useState('');
  const count = useRef(0);

  function change(key: string, patch: Partial<Upload>) {
    setFiles((known) => known.map((file) => (file.key === key ? { ...file, ...patch } : file)));
  }

  function drop(key: string) {
    setFiles((known) => known.filter((file) => file.key !== key));
  }

  async function send(key: string, file: File) {
    try {
      const stored = await uploadFile(personId, file, (share) => change(key, { share }));
      change(key, { id: stored.id, name: stored.name, size: stored.size, share: 1 });
    } catch (thrown) {
      const refused = problemFrom(thrown);
      drop(key);
      setProblem(refused.fields[0]?.message ?? refused.message);
    }
  }

  function choose(chosen: File[]) {
    const problems = chosen.map(fileProblem).filter((sentence) => sentence !== undefined);
    setProblem(problems.join(' '));
    for (const file of chosen.filter((one) => fileProblem(one) === undefined).slice(0, single ? 1 : undefined)) {
      count.current += 1;
      const key = `upload-${count.current}`;
      const upload = { key, name: file.name, size: file.size, share: 0 };
      setFiles((known) => (single ? [upload] : [...known, upload]));
      void send(key, file);
    }
  }

  return {
    files,
    ids: files.flatMap((file) => (file.id === undefined ? [] : [file.id])),
    sending: files.some((file) => file.id === undefined),
    problem,
    choose,
    remove: drop,
  };
}
