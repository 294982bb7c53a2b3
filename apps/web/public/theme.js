// Runs before the first paint, so that a dark page never flashes white. lib/theme.ts is its counterpart.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('taskhelm.theme');
  } catch {
    // Storage may be off; the system's setting decides then.
  }
  var dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
