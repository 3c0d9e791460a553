// Runs docxtemplater and carbone for batch_path.py: each line on standard input is one task, each answer one line.
// A task is {peer, template, data, out}; the answer {ms, cpu}, from reading the template to the file on disk.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const modules = process.argv[2];
const load = (name) => require(path.join(modules, name));
const begin = () => ({ start: performance.now(), busy: process.cpuUsage() });
const took = ({ start, busy }) => {
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(busy);
  return { ms, cpu: (user + system) / 1000 };
};

function docxtemplater(task, done) {
  const PizZip = load("pizzip");
  const Docxtemplater = load("docxtemplater");
  const begun = begin();
  const zip = new PizZip(fs.readFileSync(task.template));
  const doc = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true });
  doc.render(task.data);
  fs.writeFileSync(task.out, doc.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
  done(null, took(begun));
}

function carbone(task, done) {
  const begun = begin();
  load("carbone").render(task.template, task.data, (error, document) => {
    if (error) return done(error);
    fs.writeFileSync(task.out, document);
    done(null, took(begun));
  });
}

const peers = { docxtemplater, carbone };
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const task = JSON.parse(line);
  const answer = (error, figures) => console.log(JSON.stringify(error ? { error: String(error) } : figures));
  try {
    peers[task.peer](task, answer);
  } catch (error) {
    answer(error);
  }
});
