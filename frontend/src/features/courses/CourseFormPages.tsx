import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  LongTextField,
  noDate,
  Page,
  partsOf,
  RadiosField,
  SubmitButton,
  TextField,
  useDone,
} from '@/design';
import { courseQuery } from './queries';
import { type Course, type CourseDetail, kindChoices } from './words';

type Content = components['schemas']['CourseContent'];

/** Plans a course. */
export function NewCoursePage() {
  return (
    <Page title="Plan a course" breadcrumbs={[{ label: 'Courses', href: '/courses' }]}>
      <CourseForm
        button="Plan the course"
        told="The course is planned. Now book people or a cohort."
        send={(body, key) => answer(api.POST('/courses', { params: { header: { 'Idempotency-Key': key } }, body }))}
      />
    </Page>
  );
}

/** Changes a course that was not held. */
export function EditCoursePage() {
  const { courseId = '' } = useParams();
  const query = useQuery(courseQuery(courseId));
  return (
    <Loaded query={query} what="the course">
      {({ course }) => (
        <Page
          title="Change the course"
          caption={course.title}
          breadcrumbs={[
            { label: 'Courses', href: '/courses' },
            { label: course.title, href: `/courses/${course.id}` },
          ]}
        >
          <CourseForm
            course={course}
            button="Save the course"
            told="The course is changed."
            send={(body) =>
              answer(
                api.PUT('/courses/{id}', {
                  params: { path: { id: course.id }, header: { 'If-Match': `"${course.version}"` } },
                  body,
                }),
              )
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

interface CourseFormProps {
  course?: Course;
  button: string;
  told: string;
  send: (body: Content, key: string) => Promise<CourseDetail>;
}

function CourseForm({ course, button, told, send }: CourseFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [kind, setKind] = useState<string>(course?.kind ?? '');
  const [title, setTitle] = useState(course?.title ?? '');
  const [startsOn, setStartsOn] = useState(course ? partsOf(course.startsOn) : noDate);
  const [endsOn, setEndsOn] = useState(course ? partsOf(course.endsOn) : noDate);
  const [place, setPlace] = useState(course?.place ?? '');
  const [provider, setProvider] = useState(course?.provider ?? '');
  const [places, setPlaces] = useState(course ? String(course.places) : '');
  const [note, setNote] = useState(course?.note ?? '');
  const wrongStart = dateProblem('The first day', startsOn, { required: true });
  const wrongEnd = dateProblem('The last day', endsOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (kind === '') problems.push({ name: 'kind', message: 'Choose the kind of course' });
    if (title.trim() === '') problems.push({ name: 'title', message: 'Give the course a title' });
    if (wrongStart) problems.push({ name: 'startsOn', message: wrongStart.message });
    if (wrongEnd) problems.push({ name: 'endsOn', message: wrongEnd.message });
    if (!/^\d+$/.test(places.trim())) {
      problems.push({ name: 'places', message: 'Enter how many places there are, as a whole number' });
    }
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      send(
        {
          kind: kind as Content['kind'],
          title,
          startsOn: isoOf(startsOn) ?? '',
          endsOn: isoOf(endsOn) ?? '',
          place,
          provider,
          places: Number(places),
          note,
        },
        key,
      ),
    done: async ({ course: kept }) => {
      await refresh();
      await done(`/courses/${kept.id}`, told);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField name="kind" label="What kind of course is it?" value={kind} onChange={setKind} choices={kindChoices} />
      <TextField name="title" label="Title" value={title} onChange={setTitle} />
      <DateField name="startsOn" label="First day" value={startsOn} onChange={setStartsOn} wrong={wrongStart?.parts} />
      <DateField
        name="endsOn"
        label="Last day"
        hint="For a single day the same one"
        value={endsOn}
        onChange={setEndsOn}
        wrong={wrongEnd?.parts}
      />
      <TextField name="place" label="Where (optional)" value={place} onChange={setPlace} />
      <TextField name="provider" label="Provider (optional)" value={provider} onChange={setProvider} />
      <TextField name="places" label="Places" value={places} onChange={setPlaces} width="3" numeric />
      <LongTextField name="note" label="Note (optional)" value={note} onChange={setNote} rows={3} />
      <SubmitButton pending={state.pending}>{button}</SubmitButton>
    </Form>
  );
}
