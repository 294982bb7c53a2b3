// Runs before the first paint, so that a dark page never flashes white. lib/appearance.ts is its counterpart.
(function () {
  var chosen = {};
  try {
    chosen = JSON.parse(localStorage.getItem('taskhelm.preferences')) || {};
  } catch {
    // Storage may be off or hold anything; the system's settings decide then.
  }
  var prefers = function (query) {
    return matchMedia('(prefers-' + query + ')').matches;
  };
  var dark = chosen.theme === 'dark' || (chosen.theme !== 'light' && prefers('color-scheme: dark'));
  var still = chosen.motion === 'reduced' || prefers('reduced-motion: reduce');
  var root = document.documentElement;
  root.dataset.theme = dark ? 'dark' : 'light';
  root.dataset.motion = still ? 'reduced' : 'full';
})();
