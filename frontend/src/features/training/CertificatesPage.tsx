import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { progressQuery } from '@/api/people';
import { EmptyState, Loaded, LocalTable, longDate, Page, useTableView } from '@/design';
import { PersonPages } from '@/session/PersonPages';
import { crumbsOf, useSubject } from '@/session/subject';

/** A person's certificates and letters of results, each with its file. */
export function CertificatesPage() {
  const subject = useSubject();
  const { data: progress } = useQuery(progressQuery(subject.id));
  const view = useTableView();
  const query = useQuery({
    queryKey: ['people', subject.id, 'certificates'],
    queryFn: () => answer(api.GET('/people/{id}/certificates', { params: { path: { id: subject.id }, query: { limit: 200 } } })),
  });
  const name = progress?.person.name ?? '';
  return (
    <Loaded query={query} what="the certificates">
      {({ items }) => (
        <Page title="Certificates" caption={subject.own ? undefined : name} breadcrumbs={crumbsOf(subject, name, 'progress')}>
          <PersonPages subject={subject} name={name} />
          <LocalTable
            caption="Certificates and letters of results"
            hideCaption
            view={view}
            searchLabel="Search certificates"
            rows={items}
            rowKey={({ file, milestone, on }) => `${file.id} ${milestone} ${on}`}
            empty={
              <EmptyState title="No certificate is kept yet.">
                <p>Add a certificate when you record a milestone; whoever enters results adds the letter.</p>
              </EmptyState>
            }
            columns={[
              {
                key: 'file',
                header: 'File',
                rowHeader: true,
                value: ({ file }) => file.name,
                cell: ({ file }) => <a href={`/api/v1/files/${file.id}`}>{file.name}</a>,
              },
              { key: 'kind', header: 'What', value: ({ kind }) => kind, cell: ({ kind }) => (kind === 'letter' ? 'Letter of results' : 'Certificate') },
              {
                key: 'milestone',
                header: 'Milestone',
                value: ({ title }) => title,
                cell: ({ milestone, title }) => <Link to={`${subject.progressPath}/milestones/${milestone}`}>{title}</Link>,
              },
              { key: 'on', header: 'Date', value: ({ on }) => on, cell: ({ on }) => longDate(on) },
              {
                key: 'confirmed',
                header: 'Confirmed by',
                value: ({ confirmedBy }) => confirmedBy?.name ?? '',
                cell: ({ confirmedBy, confirmedOn }) =>
                  confirmedBy ? `${confirmedBy.name}${confirmedOn ? `, ${longDate(confirmedOn)}` : ''}` : 'Waits for its sign-off',
              },
            ]}
          />
        </Page>
      )}
    </Loaded>
  );
}
