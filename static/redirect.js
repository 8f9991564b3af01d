// An old address leads to the new one, with the place on the page that the reader asked for.
const to = document.querySelector('link[rel="canonical"]').href;
location.replace(to + location.search + location.hash);
