"use strict";

// Lines go to the page through textContent only: markup in a log stays text.
const MAX_ROWS = 5000;
const MAX_MESSAGE = 4000;
const FLUSH_MILLIS = 100;
const SILENCE_MILLIS = 45000;

const byId = (id) => document.getElementById(id);
const list = byId("lines");
const filters = byId("filters");
const autoscroll = byId("scroll");

let waiting = [];
let paused = false;
let received = 0;
let missed = 0;
let lastEventId = "";
let connection = null;
let flushTimer = 0;

function span(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function clock(timestamp) {
  const date = new Date(timestamp);
  const two = (n) => String(n).padStart(2, "0");
  return isNaN(date) ? "" : two(date.getHours()) + ":" + two(date.getMinutes()) + ":"
    + two(date.getSeconds()) + "." + String(date.getMilliseconds()).padStart(3, "0");
}

const LEVELS = new Set(["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]);

function lineRow(event) {
  const row = document.createElement("div");
  const context = event.context || {};
  row.className = "line " + (LEVELS.has(event.level) ? event.level : "");
  const time = span("time", clock(event.timestamp));
  time.title = event.timestamp;
  const service = span("service", event.service);
  service.title = event.service;
  const repository = span("repository", context.repository || "");
  repository.title = [context.repository, context.run_id, context.job_id].filter(Boolean).join(" · ");
  const text = String(event.message);
  const message = span("message", text.slice(0, MAX_MESSAGE));
  if (text.length > MAX_MESSAGE) {
    message.append(span("more", " … " + (text.length - MAX_MESSAGE) + " more characters"));
  }
  row.append(time, span("level", event.level), service, repository, message);
  return row;
}

function noticeRow(text) {
  const row = document.createElement("div");
  row.className = "notice";
  row.textContent = text;
  return row;
}

function enqueue(item) {
  waiting.push(item);
  // What would be scrolled out at once need never be drawn.
  if (waiting.length > 2 * MAX_ROWS) waiting = waiting.slice(-MAX_ROWS);
  if (!flushTimer) flushTimer = setTimeout(flush, FLUSH_MILLIS);
}

function flush() {
  flushTimer = 0;
  if (!paused && waiting.length) {
    const rows = document.createDocumentFragment();
    for (const item of waiting.slice(-MAX_ROWS)) {
      rows.append(item.notice ? noticeRow(item.notice) : lineRow(item));
    }
    waiting = [];
    list.append(rows);
    const excess = list.childElementCount - MAX_ROWS;
    if (excess > 0) {
      const range = document.createRange();
      range.setStartBefore(list.firstElementChild);
      range.setEndAfter(list.children[excess - 1]);
      range.deleteContents();
    }
    if (autoscroll.checked) list.scrollTop = list.scrollHeight;
  }
  showCounts();
}

function showCounts() {
  const shown = list.childElementCount;
  byId("counts").textContent = received.toLocaleString() + " received, " + shown.toLocaleString()
    + " shown" + (paused ? ", " + waiting.length.toLocaleString() + " held back" : "");
  byId("empty").hidden = shown > 0;
  byId("dropped").hidden = missed === 0;
  byId("dropped").textContent = missed.toLocaleString() + " dropped: too fast for this browser";
}

function showState(name, text) {
  byId("state").className = name;
  byId("state").textContent = text;
}

function onEvent(type, data) {
  if (type === "dropped") {
    const count = JSON.parse(data).count;
    missed += count;
    enqueue({ notice: count.toLocaleString() + " lines were dropped here: they came faster than they could be sent" });
  } else {
    received++;
    enqueue(JSON.parse(data));
  }
}

// Reads server-sent events by fetch, which, unlike EventSource, also shows why a server refuses.
function eventReader() {
  let rest = "", type = "", data = "", id = "";
  return (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (id) lastEventId = id;
        if (data) onEvent(type, data);
        type = data = id = "";
      } else if (line.startsWith("data: ")) data += line.slice(6);
      else if (line.startsWith("id: ")) id = line.slice(4);
      else if (line.startsWith("event: ")) type = line.slice(7);
    }
  };
}

async function refusal(response) {
  try {
    const body = await response.json();
    return [body.parameter, body.value, body.error, body.remedy].filter(Boolean).join(": ");
  } catch {
    return "status " + response.status;
  }
}

async function read(mine) {
  const headers = lastEventId ? { "Last-Event-ID": lastEventId } : {};
  const response = await fetch("/v1/tail?" + query(), { headers, signal: mine.signal, cache: "no-store" });
  if (!response.ok) {
    showState("refused", await refusal(response));
    return;
  }
  showState("connected", "connected");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const take = eventReader();
  for (;;) {
    const silence = setTimeout(() => reader.cancel().catch(() => {}), SILENCE_MILLIS);
    const { done, value } = await reader.read();
    clearTimeout(silence);
    if (done) break;
    take(value);
  }
  showState("lost", "connection lost, reconnecting");
}

async function connect() {
  if (connection) connection.abort();
  const mine = connection = new AbortController();
  for (let pause = 1000; mine === connection; pause = Math.min(pause * 2, 10000)) {
    const begun = Date.now();
    try {
      await read(mine);
    } catch {
      if (mine === connection) showState("lost", "cannot connect, trying again");
    }
    if (mine !== connection) return;
    if (Date.now() - begun > 10000) pause = 1000;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function query() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(filters)) {
    if (value.trim()) query.set(name, value.trim());
  }
  return query;
}

function clear() {
  list.replaceChildren();
  waiting = [];
  received = missed = 0;
  showCounts();
}

function refilter() {
  const asked = query().toString();
  history.replaceState(null, "", asked ? "?" + asked : location.pathname);
  lastEventId = "";
  clear();
  showState("connecting", "connecting");
  connect();
}

let refilterTimer = 0;
filters.addEventListener("input", () => {
  clearTimeout(refilterTimer);
  refilterTimer = setTimeout(refilter, 300);
});
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(refilterTimer);
  refilter();
});
byId("clear").addEventListener("click", clear);
byId("pause").addEventListener("click", () => {
  paused = !paused;
  byId("pause").textContent = paused ? "Resume" : "Pause";
  byId("pause").setAttribute("aria-pressed", String(paused));
  flush();
});
autoscroll.addEventListener("change", () => {
  if (autoscroll.checked) list.scrollTop = list.scrollHeight;
});
// Scrolling up is asking to stay there.
list.addEventListener("wheel", (event) => {
  if (event.deltaY < 0 && list.scrollHeight > list.clientHeight) autoscroll.checked = false;
}, { passive: true });

for (const [name, value] of new URLSearchParams(location.search)) {
  const field = filters.elements.namedItem(name);
  if (field) field.value = value;
}
showCounts();
connect();
