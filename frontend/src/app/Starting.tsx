import { Loading } from '@/design';

/** Shown while the first page's script is on its way. */
export function Starting() {
  return (
    <div className="nhsuk-width-container bw-starting">
      <Loading what="Bandwise" />
    </div>
  );
}
