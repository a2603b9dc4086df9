import { useRef, useState } from 'react';
import { type FindingProblem, problemFrom } from './problem';
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

/** A file that was not stored because of what is in it, or may be in it. */
export interface RefusedUpload {
  key: string;
  name: string;
  message: string;
  passages: FindingProblem[];
  needsDeclaration: boolean;
  file: File;
}

export interface Uploads {
  files: Upload[];
  /** The ids of the stored files, in order. */
  ids: string[];
  /** Whether some file is still on its way. */
  sending: boolean;
  /** Why the last files were not taken; empty when they were. */
  problem: string;
  /** The files that were refused because of patients' data, and what can be done about them. */
  refusals: {
    files: RefusedUpload[];
    declare: (key: string) => void;
    again: (key: string) => void;
    dismiss: (key: string) => void;
  };
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
  const [refused, setRefused] = useState<RefusedUpload[]>([]);
  const count = useRef(0);

  function change(key: string, patch: Partial<Upload>) {
    setFiles((known) => known.map((file) => (file.key === key ? { ...file, ...patch } : file)));
  }

  function drop(key: string) {
    setFiles((known) => known.filter((file) => file.key !== key));
  }

  async function send(key: string, file: File, declared = false) {
    try {
      const stored = await uploadFile(personId, file, (share) => change(key, { share }), declared);
      change(key, { id: stored.id, name: stored.name, size: stored.size, share: 1 });
    } catch (thrown) {
      const problem = problemFrom(thrown);
      const message = problem.fields[0]?.message ?? problem.message;
      const needsDeclaration = problem.code === 'declaration_needed';
      drop(key);
      setProblem(message);
      if (needsDeclaration || problem.code === 'patient_data') {
        setRefused((known) => [...known, { key, name: file.name, message, passages: problem.findings, needsDeclaration, file }]);
      }
    }
  }

  function dismiss(key: string) {
    setRefused((known) => known.filter((one) => one.key !== key));
    setProblem('');
  }

  function again(key: string, declared: boolean) {
    const found = refused.find((one) => one.key === key);
    if (!found) return;
    dismiss(key);
    start(found.file, declared);
  }

  function start(file: File, declared = false) {
    count.current += 1;
    const key = `upload-${count.current}`;
    const upload = { key, name: file.name, size: file.size, share: 0 };
    setFiles((known) => (single ? [upload] : [...known, upload]));
    void send(key, file, declared);
  }

  function choose(chosen: File[]) {
    const problems = chosen.map(fileProblem).filter((sentence) => sentence !== undefined);
    setProblem(problems.join(' '));
    for (const file of chosen.filter((one) => fileProblem(one) === undefined).slice(0, single ? 1 : undefined)) {
      start(file);
    }
  }

  return {
    files,
    ids: files.flatMap((file) => (file.id === undefined ? [] : [file.id])),
    sending: files.some((file) => file.id === undefined),
    problem,
    refusals: { files: refused, declare: (key) => again(key, true), again: (key) => again(key, false), dismiss },
    choose,
    remove: drop,
  };
}
