// What two readers of Podcasting 2.0 make of the feeds that are named: a line of JSON a feed.
const { readFileSync } = require("node:fs");
const { parseRssFeed } = require("feedsmith");
const partytime = require("podcast-partytime");

for (const path of process.argv.slice(2)) {
  const xml = readFileSync(path, "utf8");
  const feed = parseRssFeed(xml);
  const party = partytime.parseFeed(xml);
  console.log(JSON.stringify({
    feedsmith: {
      items: feed.items.map((item) => [
        item.guid.value, item.title, item.enclosures[0].url, item.enclosures[0].length,
      ]),
      guid: feed.podcast.guid, locked: feed.podcast.locked.value, medium: feed.podcast.medium,
      ai: [feed, ...feed.items].map((each) => each.podcast.txts.map((txt) => [txt.purpose, txt.display])),
      beside: feed.items.map((item) => [
        ...(item.podcast.transcripts ?? []).map((each) => each.type), item.podcast.chapters?.type,
      ]),
      bite: feed.items[0].podcast.soundbites?.[0], chapters: feed.items[0].psc?.chapters,
      links: feed.atom.links.map((link) => link.rel),
    },
    partytime: {
      items: party.items.map((item) => [
        item.guid, item.title, item.enclosure.url, item.enclosure.length,
      ]),
      guid: party.guid, locked: party.locked, medium: party.medium,
      supported: Object.values(party.pc20support).flat().sort(),
      beside: party.items.map((item) => [
        ...(item.podcastTranscripts ?? []).map((each) => each.type), item.podcastChapters?.type,
      ]),
    },
  }));
}
