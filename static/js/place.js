// place.js: the open conversation is in sight in the list beside it
document.querySelector('.talk[aria-current]')?.scrollIntoView({ block: 'nearest' });
