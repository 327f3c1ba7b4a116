// Once for each opening: put the shopper into the page's own memory, from which it takes up answers and place.
if (location.protocol === "quiz:" && sessionStorage.getItem("opening") !== OPENING) {
  sessionStorage.clear();
  sessionStorage.setItem("opening", OPENING);
  sessionStorage.setItem(KEY, KEPT);
}
