// The number a slider stands at, in the shopper's own way of writing it.
function tellNumber(slider) {
  const shown = slider.parentNode.querySelector("output");
  const text = Number(slider.value).toLocaleString(language, { maximumFractionDigits: 6 });
  shown.textContent = [text, shown.dataset.unit].join(" ").trim();
  shown.hidden = false;
  slider.setAttribute("aria-valuetext", shown.textContent);
  slider.style.setProperty("--at", (slider.value - slider.min) / (slider.max - slider.min || 1));
}

onShow.push((section, inputs) => inputs.filter((field) => field.type === "range").forEach(tellNumber));
onInput.push((target) => target.type === "range" && tellNumber(target));
