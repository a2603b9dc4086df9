import { describe, expect, it } from 'vitest';
import { nothingShown, shownBody, shownProblem } from './CodeStep';
import { recoveryFile } from './RecoveryCodes';

describe('what is shown besides the password', () => {
  it('is sent as the code or as the recovery code, never both', () => {
    expect(shownBody({ by: 'code', value: '123 456' })).toEqual({ code: '123 456' });
    expect(shownBody({ by: 'recoveryCode', value: 'ABCD' })).toEqual({ recoveryCode: 'ABCD' });
  });

  it('is missing by the field that was asked', () => {
    expect(shownProblem(nothingShown).map(({ name }) => name)).toEqual(['code']);
    expect(shownProblem({ by: 'recoveryCode', value: ' ' }).map(({ name }) => name)).toEqual(['recoveryCode']);
    expect(shownProblem({ by: 'code', value: '1' })).toEqual([]);
  });
});

describe('the file of recovery codes', () => {
  it('says what it is for, and has a code a line', () => {
    expect(recoveryFile(['ABCD-EFGH', 'IJKL-MNOP'], 'bandwise.example').split('\n')).toEqual([
      'Recovery codes for Bandwise at bandwise.example. Each works once, in place of the authenticator app.',
      '',
      'ABCD-EFGH',
      'IJKL-MNOP',
      '',
    ]);
  });
});
