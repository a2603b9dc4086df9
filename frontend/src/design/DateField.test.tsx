import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { DateField } from './DateField';
import { type DateParts, noDate } from './dates';
import { Form } from './Form';

function Asking({ start = noDate, seen }: { start?: DateParts; seen?: (parts: DateParts) => void }) {
  const [date, setDate] = useState(start);
  return (
    <Form
      problems={{ fields: [{ name: 'completedOn', message: 'The date must include a month' }], general: [] }}
      attempt={1}
      onSubmit={() => seen?.(date)}
    >
      <DateField name="completedOn" label="When?" value={date} onChange={setDate} wrong={['month']} />
      <button>Send</button>
    </Form>
  );
}

it('keeps the three boxes together, one changed after the other', async () => {
  const seen = vi.fn();
  const user = userEvent.setup();
  render(<Asking start={{ day: '1', month: '', year: '2027' }} seen={seen} />);
  await user.type(screen.getByLabelText('Month'), '3');
  await user.type(screen.getByLabelText('Day'), '4');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(seen).toHaveBeenCalledWith({ day: '14', month: '3', year: '2027' });
});

it('is one group with its question, and the summary leads to the box that is wrong', () => {
  render(<Asking />);
  expect(screen.getByRole('group', { name: 'When?' })).toHaveAccessibleDescription(/must include a month/);
  const month = screen.getByLabelText('Month');
  expect(screen.getByRole('link', { name: 'The date must include a month' })).toHaveAttribute('href', `#${month.id}`);
  expect(month).toHaveClass('nhsuk-input--error');
  expect(screen.getByLabelText('Day')).not.toHaveClass('nhsuk-input--error');
});
