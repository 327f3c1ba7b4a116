// Countries by their names in the page's language; the closed list shows the code alone.
document.querySelectorAll(".dial select").forEach((list) => {
  const names = new Intl.DisplayNames([language, "en"], { type: "region" });
  const shown = document.createElement("span");
  const known = [...list.options].map((option) => [option, names.of(option.value), option.text.split(" ")[1]]);
  const tell = () => (shown.textContent = known.find(([option]) => option.selected)[2]);
  const chosen = list.value;
  for (const [option, name, code] of known) option.text = name + " " + code;
  list.replaceChildren(...known.sort((one, other) => one[1].localeCompare(other[1], language)).map(([option]) => option));
  list.value = chosen;
  shown.setAttribute("aria-hidden", "true");
  list.after(shown);
  onShow.push(tell);
  onInput.push(tell);
});
