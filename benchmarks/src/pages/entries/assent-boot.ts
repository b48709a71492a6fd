import "./assent-app.ts";

// TAKEOVER: for as long as `openGates` doesn't say so itself.
document.documentElement.dataset.assentGates = "1";
