// branchline.js: what a page does beyond being a page; each file adds one thing and none is
// needed
import './once.js';
import './field.js';
import './count.js';
import './keys.js';
import './switcher.js';
import './live.js';
import './place.js';
import './read.js';
import './choice.js';
