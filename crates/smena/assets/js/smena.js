// Small behaviours attached to pages that already work. Each file can be removed without the others noticing.
import "./tick.js";
import "./combo.js";
import "./search.js";
import "./dialog.js";
import "./keys.js";
import "./menu.js";
import "./board.js";
import "./quick.js";
import "./copy.js";
import "./strength.js";
import "./submit-once.js";
import "./guard.js";
import "./live.js";
import "./offline.js";
import "./palette.js";
import "./follow.js";
import "./print.js";
