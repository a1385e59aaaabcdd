// The one module that every page names. Each page is complete without it; a part is fetched only where the page has use for it.
import { enhanceForms, settleSent } from "./forms.js";
import { offerLargePrint } from "./print.js";

settleSent(document);
enhanceForms(document);
offerLargePrint(document);
// A desk's menu that is longer than the window shows where one is.
const menu = document.getElementById("desk-menu"), here = menu?.querySelector("[aria-current]");
if (here) menu.scrollTop = here.offsetTop - menu.clientHeight / 2;

if (document.querySelector("form[data-instant]")) import("./filter.js").then((part) => part.filterInstantly(document));
if (document.querySelector("[data-refresh]")) import("./refresh.js").then((part) => part.keepFresh(document));
if (document.querySelector("[data-beat]")) import("./live.js").then((part) => part.stayCounted(document));
if (document.querySelector("[data-screen]")) import("./screen.js").then((part) => part.keepScreen(document));
if (document.querySelector("[data-queue]")) import("./queue.js").then((part) => part.moveByKeys(document));
if (document.querySelector('input[name="near"]')) import("./near.js").then((part) => { part.offerLocation(document); part.showNear(document); });
if (document.querySelector("[data-share]")) import("./share.js").then((part) => part.offerSharing(document));
if (document.querySelector("form[data-keeps]")) import("./keep.js").then((part) => part.keepTyping(document));
if (document.querySelector("[data-uploads]")) import("./uploads.js").then((part) => part.sendInPieces(document));
if (document.querySelector("form[data-waits]")) import("./waits.js").then((part) => part.sendLater(document));
if (document.querySelector("form[data-turn-seconds]")) import("./turn.js").then((part) => part.takeTurn(document));
if (document.querySelector("[data-offline]")) import("./offline.js").then((part) => part.keepOffline(document));
// Where somebody is signed in there is a form to sign out. Asked first without the module: most visitors never kept anything.
const leaving = document.querySelector("form.sign-out");
if ("caches" in globalThis && navigator.serviceWorker) {
  const forget = () => caches.has("kepu-inspections").then((isKept) => isKept && import("./offline.js").then((part) => part.forgetOffline()));
  if (leaving) leaving.addEventListener("submit", forget);
  else forget();
}
