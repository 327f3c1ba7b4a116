// What is no longer seen is no longer heard.
onShow.push((section) => {
  for (const player of document.querySelectorAll("video, iframe")) {
    if (section.contains(player) || player.closest("section").hidden) continue;
    if (player.pause) player.pause();
    else player.replaceWith(player.cloneNode());
  }
});
