// Words of the shipyard, so that made-up names read as ours.
const adjectives =
  "able amber brisk calm candid civil clear deft dry eager even fair firm fleet fond frank fresh grand hale hardy keen kind level light limber lively loyal lucid lusty mellow merry mild neat nimble plain plucky prime proud quick quiet ready robust sage sharp shining sleek smart snug sober solid sound spry stable staunch steady stout sturdy subtle swift taut tidy trim true upright vivid warm weathered whole willing witty zesty".split(
    " ",
  );
const nouns =
  "anchor ballast barge beacon berth boom bosun bow brig buoy cable capstan caulk chart cleat clipper compass crane cutter davit deck derrick dock fathom fender ferry forge frigate galley gantry gull halyard harbour hatch helm hull jetty jib keel ketch knot ladder lantern launch ledger lighter lock log lugger mast mizzen mooring mole oar pennant pier pilot plank plumb port prow pulley quay rigging rivet rudder sail schooner sextant shackle sheet skiff slip sloop spar stern tackle tiller tug warp wharf winch yard yawl".split(
    " ",
  );

/** "adjective-noun-number", from a source of whole numbers in [0, below). */
export function randomRunName(below: (max: number) => number): string {
  return `${adjectives[below(adjectives.length)]}-${nouns[below(nouns.length)]}-${below(1000)}`;
}
