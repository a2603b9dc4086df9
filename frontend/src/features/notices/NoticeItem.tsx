import { Button, Tag } from 'nhsuk-react-components';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { DateText, longDate, useToday } from '@/design';
import type { Notice } from './types';
import { daysAfter, snoozes } from './words';

interface NoticeItemProps {
  notice: Notice;
  onSeen: () => Promise<void>;
  onChanged: (sentence: string) => Promise<void>;
}

/** One notice: what it says, the page to turn to, and what the person can say about it. */
export function NoticeItem({ notice, onSeen, onChanged }: NoticeItemProps) {
  const { kindTitle, sentence, dueOn, link, action, seen, snoozedUntil } = notice;
  return (
    <li className="bw-notices__item">
      <p className="bw-notices__kind">
        <strong>{kindTitle}</strong>
        {seen ? null : <Tag modifier="blue">New</Tag>}
        {dueOn ? (
          <span className="bw-small">
            <DateText date={dueOn} />
          </span>
        ) : null}
      </p>
      <p className="bw-notices__sentence">{sentence}</p>
      <div className="bw-notices__actions">
        <Link to={link} onClick={() => void (seen ? undefined : onSeen())}>
          {action}
          <span className="nhsuk-u-visually-hidden">: {sentence}</span>
        </Link>
        {seen ? null : (
          <button type="button" className="bw-link-button" onClick={() => void onSeen()}>
            Mark as seen<span className="nhsuk-u-visually-hidden">: {sentence}</span>
          </button>
        )}
        {snoozedUntil ? <PutOff notice={notice} until={snoozedUntil} onChanged={onChanged} /> : <Snooze notice={notice} onChanged={onChanged} />}
      </div>
    </li>
  );
}

function PutOff({ notice, until, onChanged }: { notice: Notice; until: string; onChanged: NoticeItemProps['onChanged'] }) {
  async function takeBack() {
    await answer(api.POST('/notices/snooze', { body: { key: notice.key } }));
    await onChanged('The notice is shown again.');
  }
  return (
    <>
      <span>Put off until {longDate(until)}</span>
      <button type="button" className="bw-link-button" onClick={() => void takeBack()}>
        Show it again now<span className="nhsuk-u-visually-hidden">: {notice.sentence}</span>
      </button>
    </>
  );
}

function Snooze({ notice, onChanged }: { notice: Notice; onChanged: NoticeItemProps['onChanged'] }) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  const today = useToday();

  async function putOff(days: number) {
    const until = daysAfter(today, days);
    await answer(api.POST('/notices/snooze', { body: { key: notice.key, until } }));
    await onChanged(`The notice is put off until ${longDate(until)}.`);
  }

  return (
    <>
      <button type="button" className="bw-link-button" aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>
        Put off<span className="nhsuk-u-visually-hidden">: {notice.sentence}</span>
      </button>
      <span id={panel} hidden={!open} className="bw-notices__snooze" role="group" aria-label="Show it again">
        {snoozes.map(({ days, label }) => (
          <Button key={days} type="button" secondary small onClick={() => void putOff(days)}>
            {label}
          </Button>
        ))}
      </span>
    </>
  );
}
