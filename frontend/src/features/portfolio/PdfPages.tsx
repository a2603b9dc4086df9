import { Button } from 'nhsuk-react-components';
import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '@/design';

/** Opens a PDF with the library that draws it, which is loaded only here. Nothing in a PDF is run. */
async function opened(address: string): Promise<PDFDocumentLoadingTask> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  GlobalWorkerOptions.workerSrc = workerAddress;
  return getDocument({ url: address, isEvalSupported: false, useWasm: false, enableXfa: false });
}

/** A PDF page by page. Its text stands below each page for those who do not see it. */
export function PdfPages({ address, name }: { address: string; name: string }) {
  const [document, setDocument] = useState<PDFDocumentProxy>();
  const [failed, setFailed] = useState(false);
  const [page, setPage] = useState(1);

  useEffect(() => {
    let over = false;
    const opening = opened(address);
    opening
      .then((task) => task.promise)
      .then(setDocument)
      .catch(() => {
        if (!over) setFailed(true);
      });
    return () => {
      over = true;
      void opening.then((task) => task.destroy());
    };
  }, [address]);

  if (failed) {
    return (
      <EmptyState title="There is no preview of this PDF.">
        <p>It is damaged or protected with a password. Download it to see it.</p>
      </EmptyState>
    );
  }
  const pages = document?.numPages ?? 0;
  return (
    <section aria-label={`Pages of ${name}`}>
      <nav className="bw-steps" aria-label="Pages">
        <Button type="button" secondary small disabled={page <= 1} onClick={() => setPage(page - 1)}>
          Previous page
        </Button>
        <Button type="button" secondary small disabled={page >= pages} onClick={() => setPage(page + 1)}>
          Next page
        </Button>
        <span role="status">{document ? `Page ${page} of ${pages}` : 'Loading the PDF'}</span>
      </nav>
      {document ? <PdfPage document={document} number={page} name={name} /> : null}
    </section>
  );
}

function PdfPage({ document, number, name }: { document: PDFDocumentProxy; number: number; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');

  useEffect(() => {
    let over = false;
    let drawing: { cancel: () => void } | undefined;
    async function draw() {
      const page = await document.getPage(number);
      const target = canvas.current;
      if (over || !target) return;
      // As wide as the column, at the screen's own resolution, and never more than a page needs.
      const wide = Math.min(target.parentElement?.clientWidth ?? 800, 900) * Math.min(window.devicePixelRatio, 2);
      const viewport = page.getViewport({ scale: wide / page.getViewport({ scale: 1 }).width });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      const task = page.render({ canvas: target, viewport });
      drawing = task;
      const { items } = await page.getTextContent();
      setText(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
      await task.promise;
    }
    draw().catch((thrown: unknown) => {
      if (!(thrown instanceof Error && thrown.name === 'RenderingCancelledException') && !over) setText('This page cannot be shown.');
    });
    return () => {
      over = true;
      drawing?.cancel();
    };
  }, [document, number]);

  return (
    <>
      <div role="img" aria-label={`Page ${number} of ${name}`}>
        <canvas ref={canvas} className="bw-preview" />
      </div>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">The text of this page</span>
        </summary>
        <div className="nhsuk-details__text">
          <p className="bw-written">
            {text.trim() === '' ? 'This page has no text that can be read: it may be a scan. Download the file.' : text}
          </p>
        </div>
      </details>
    </>
  );
}
