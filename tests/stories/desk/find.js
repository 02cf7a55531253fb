// The body of a function: arguments are a role and an accessible name. Returns the element that can be seen and has
// both, the exact name before one that only contains it, or null. Covers the roles and the sources of names that the
// window uses (ARIA in HTML; Accessible Name and Description Computation 1.2).
const [role, wanted] = arguments;
const implicit = {
  alert: "",
  button: "button, summary, input[type=button], input[type=submit]",
  checkbox: "input[type=checkbox]",
  combobox: "select, input[list]",
  dialog: "dialog",
  heading: "h1, h2, h3, h4, h5, h6",
  img: "img, svg[aria-label]",
  link: "a[href]",
  list: "ul, ol",
  listitem: "li",
  main: "main",
  navigation: "nav",
  option: "option",
  radio: "input[type=radio]",
  region: "section[aria-label], section[aria-labelledby]",
  row: "tr",
  searchbox: "input[type=search]",
  spinbutton: "input[type=number]",
  status: "output",
  switch: "",
  tab: "",
  table: "table",
  textbox: "input:not([type]), input[type=text], input[type=password], input[type=time], input[type=date], textarea",
};
const selector = [`[role=${role}]`, implicit[role]].filter(Boolean).join(", ");
const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const nameOf = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return plain(by.split(/\s+/).map((id) => document.getElementById(id)?.innerText).join(" "));
  const label = element.getAttribute("aria-label");
  if (label) return plain(label);
  if (element.labels?.length) return plain([...element.labels].map((one) => one.innerText).join(" "));
  return plain(element.innerText || element.getAttribute("alt") || element.title || element.placeholder || element.value);
};
const seen = [...document.querySelectorAll(selector)].filter(
  (element) => element.checkVisibility({ visibilityProperty: true }) && (element.getAttribute("role") ?? role) === role,
);
return seen.find((element) => nameOf(element) === wanted) ?? seen.find((element) => nameOf(element).includes(wanted)) ?? null;
