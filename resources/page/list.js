// A field over a long list that leaves only the choices with these letters in it. The list stays what it was: a select,
// which stands open beside it, except on phones: those have no open lists.
document.querySelectorAll(".search").forEach((search) => {
  const list = search.nextElementSibling;
  const all = [...list.options];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  search.hidden = false;
  const closed = list.offsetHeight;
  list.size = 6;
  const open = list.offsetHeight > closed;
  if (!open) list.removeAttribute("size");
  // A list that stands open needs no line that says so; where nothing has to be picked it takes an answer back.
  if (open && quiz.questions.find((question) => question.id === list.name).need) {
    if (!list.value) list.selectedIndex = -1;
    all.shift().remove();
  }

  search.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = plain(search.value).split(/\s+/);
    const fits = (option) => !option.value || option.selected || words.every((word) => plain(option.text).includes(word));
    list.replaceChildren(...all.filter(fits));
  });
  search.addEventListener("keydown", (event) => {
    const first = [...list.options].find((option) => option.value);
    if ((event.key !== "ArrowDown" && event.key !== "Enter") || !first) return;
    event.preventDefault();
    if (!list.value) list.value = first.value;
    list.focus();
    list.dispatchEvent(new Event("input", { bubbles: true }));
  });
});
