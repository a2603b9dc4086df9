import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { progressQuery } from '@/api/people';
import { EmptyState, Loaded, longDate } from '@/design';
import { useSubject } from '@/session/subject';
import { MilestoneFrame } from './MilestoneFrame';
import { TakeBack } from './TakeBack';

export function WithdrawExemptionPage() {
  return (
    <MilestoneFrame>
      {({ milestone, progress, page }) => {
        const { exemption } = milestone;
        if (!exemption) return <EmptyState title="There is no exemption." />;
        return (
          <TakeBack
            question={`Withdraw the exemption of ${progress.person.name} from “${milestone.title}”?`}
            consequence="The milestone is asked for again."
            confirm="Withdraw the exemption"
            said="The exemption is withdrawn."
            back={page}
            send={(reason, key) =>
              answer(
                api.POST('/exemptions/{id}/withdraw', {
                  params: { path: { id: exemption.id }, header: { 'Idempotency-Key': key } },
                  body: { version: exemption.version, reason },
                }),
              )
            }
          />
        );
      }}
    </MilestoneFrame>
  );
}

export function EndExtensionPage() {
  const { extensionId = '' } = useParams();
  return (
    <MilestoneFrame>
      {({ milestone, page }) => {
        const extension = milestone.extensions.find(({ id }) => id === extensionId);
        if (!extension || extension.takenBack) return <EmptyState title="There is no such extension." />;
        return (
          <TakeBack
            question={`End the extension of “${milestone.title}” to ${longDate(extension.dueOn)}?`}
            consequence="The date that held before it holds again."
            confirm="End the extension"
            said="The extension is ended."
            back={page}
            send={(reason, key) =>
              answer(
                api.POST('/extensions/{id}/end', {
                  params: { path: { id: extension.id }, header: { 'Idempotency-Key': key } },
                  body: { version: extension.version, reason },
                }),
              )
            }
          />
        );
      }}
    </MilestoneFrame>
  );
}

export function WithdrawPausePage() {
  const { pauseId = '' } = useParams();
  const subject = useSubject();
  return (
    <Loaded query={useQuery(progressQuery(subject.id))} what="the leave">
      {({ pauses }) => {
        const pause = pauses.find(({ id }) => id === pauseId);
        if (!pause) return <EmptyState title="There is no such leave." />;
        return (
          <TakeBack
            question={`Withdraw the leave from ${longDate(pause.from)}?`}
            consequence="It was entered by mistake and moves no date any more."
            confirm="Withdraw the leave"
            said="The leave is withdrawn, and the dates are as they were without it."
            back={subject.progressPath}
            send={(reason, key) =>
              answer(
                api.POST('/pauses/{id}/withdraw', {
                  params: { path: { id: pause.id }, header: { 'Idempotency-Key': key } },
                  body: { version: pause.version, reason },
                }),
              )
            }
          />
        );
      }}
    </Loaded>
  );
}
