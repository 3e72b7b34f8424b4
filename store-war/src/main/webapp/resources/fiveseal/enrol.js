// Reads a chosen file into the text field beside it: the file itself is not sent.
const field = document.getElementById("file-field");
const file = document.getElementById("file");
const bytesMax = 16384;

if (field !== null && file !== null) {
  field.hidden = false;
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (chosen !== undefined && chosen.size <= bytesMax) {
      document.getElementById(file.dataset.into).value = await chosen.text();
    }
  });
}
