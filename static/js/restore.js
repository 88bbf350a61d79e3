// Puts the fields of an answer back into its form.
export function restore(form, fields) {
  const values = (name) => fields.filter(([key]) => key === name).map(([, value]) => value);
  for (const field of form.querySelectorAll("input:not([type=hidden]), select")) {
    const given = values(field.name);
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = given.includes(field.value);
    else if (given.length) field.value = given[0];
  }
  for (const list of form.querySelectorAll("[data-order]")) {
    const items = new Map([...list.children].map((item) => [item.querySelector("input").value, item]));
    const order = values(list.querySelector("input").name);
    order.forEach((letter) => items.has(letter) && list.append(items.get(letter)));
  }
}
