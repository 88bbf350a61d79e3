// Posts a form's data with the page's own token.
export function post(address, data, headers = {}, signal = undefined) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  return fetch(address, {
    method: "POST",
    body: data,
    headers: { "X-CSRFToken": token, ...headers },
    credentials: "same-origin",
    signal,
  });
}
