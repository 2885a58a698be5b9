// Lay out the graph in one JSON file with ForceAtlas2 and write places and seconds to another.
import { readFileSync, writeFileSync } from "node:fs";
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

const [input, output] = process.argv.slice(2);
const { start, edges, iterations } = JSON.parse(readFileSync(input, "utf8"));
const graph = new Graph({ type: "undirected" });
start.forEach(([x, y], node) => graph.addNode(node, { x, y }));
edges.forEach(([a, b]) => graph.addEdge(a, b));
const began = process.cpuUsage();
const places = forceAtlas2(graph, { iterations, settings: forceAtlas2.inferSettings(graph) });
const { user, system } = process.cpuUsage(began);
const seconds = (user + system) / 1e6;
writeFileSync(output, JSON.stringify({ seconds, places: start.map((_, node) => [places[node].x, places[node].y]) }));
