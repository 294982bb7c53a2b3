import { describe, expect, it } from '@jest/globals';
import { act, render, screen } from '@testing-library/react';
import { toastSuccess } from '../lib/toast.ts';
import { Toasts } from './toasts.tsx';

describe('Toasts', () => {
  it('shows what was said before it was there, and what is said later', async () => {
    toastSuccess('Paused');
    render(<Toasts />);
    expect(await screen.findByText('Paused')).toBeTruthy();
    act(() => toastSuccess('Resumed'));
    expect(await screen.findByText('Resumed')).toBeTruthy();
  });
});
