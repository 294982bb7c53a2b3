/** @jest-environment jsdom */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { NoticeDialog } from './notice-dialog.tsx';

const REFUSAL = '10.0.0.1 is not on the public internet';
beforeEach(() => {
  globalThis.fetch = jest.fn<typeof fetch>(() =>
    Promise.resolve({
      ok: false,
      status: 422,
      headers: new Map(),
      json: () =>
        Promise.resolve({
          error: `${REFUSAL}.`,
          code: 'validation_failed',
          request_id: 'one',
          details: [{ path: 'url', code: 'not_allowed', message: REFUSAL }],
        }),
    } as unknown as Response),
  );
});
afterEach(cleanup);

test('A field that is wrong says so and takes the focus, whether the form or the server found it', async () => {
  const user = userEvent.setup();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NoticeDialog notice={null} agents={[]} onClose={jest.fn()} />
    </QueryClientProvider>,
  );
  const [name, url] = [screen.getByLabelText(/^Name/), screen.getByLabelText(/^URL/)];
  const add = screen.getByRole('button', { name: 'Add destination' });
  await user.click(add);
  expect(document.activeElement).toBe(name);
  expect(globalThis.fetch).not.toHaveBeenCalled();

  await user.type(name, 'ci');
  await user.type(url, 'http://10.0.0.1/hook');
  await user.click(add);
  await screen.findByText(REFUSAL);
  await waitFor(() => expect(document.activeElement).toBe(url));
});
