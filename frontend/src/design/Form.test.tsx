import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { TextField } from './fields';
import { Form, type FormState } from './Form';

function Registration(state: FormState) {
  const [title, setTitle] = useState('');
  return (
    <Form {...state} onSubmit={() => undefined}>
      <TextField name="evidence.title" label="Title" hint="A few words" value={title} onChange={setTitle} />
    </Form>
  );
}

const refused = {
  fields: [
    { name: 'evidence.title', message: 'Enter a title' },
    { name: 'statementId', message: 'That statement does not exist' },
  ],
  general: [],
};

it('names each problem in the summary and by its field, and keeps what was typed', async () => {
  const user = userEvent.setup();
  const { rerender } = render(<Registration />);
  await user.type(screen.getByLabelText('Title'), 'Audit of March');
  rerender(<Registration problems={refused} attempt={1} />);

  const title = screen.getByLabelText('Title');
  expect(title).toHaveValue('Audit of March');
  expect(title).toHaveAccessibleDescription(/A few words.*Enter a title/);
  expect(screen.getByRole('link', { name: 'Enter a title' })).toHaveAttribute('href', `#${title.id}`);
});

it('names a problem of a field that is not on the page without a link that leads nowhere', () => {
  render(<Registration problems={refused} attempt={1} />);
  expect(screen.getByText('That statement does not exist')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'That statement does not exist' })).not.toBeInTheDocument();
});

it('leads from a problem inside an answer to the field that asks for it', () => {
  render(
    <Registration
      problems={{ fields: [{ name: 'evidence.title[0]', message: 'Enter another title' }], general: [] }}
      attempt={1}
    />,
  );
  const { id } = screen.getByLabelText('Title');
  expect(screen.getByRole('link', { name: 'Enter another title' })).toHaveAttribute('href', `#${id}`);
});

it('moves the focus to the summary at every refusal, also when the sentences are the same', () => {
  const { rerender } = render(<Registration problems={refused} attempt={1} />);
  const summary = () => screen.getByRole('heading', { name: 'There is a problem' }).closest('.nhsuk-error-summary');
  expect(summary()).toHaveFocus();
  screen.getByLabelText('Title').focus();
  rerender(<Registration problems={refused} attempt={2} />);
  expect(summary()).toHaveFocus();
});

it('shows a sentence that belongs to no field', () => {
  render(<Registration problems={{ fields: [], general: ['Somebody else decided first.'] }} attempt={1} />);
  expect(screen.getByRole('alert')).toHaveTextContent('Somebody else decided first.');
});
