/** What the portal publishes. */
export interface Dataset {
  readonly slug: string;
  readonly title: string;
  readonly text: string;
  readonly theme: string;
  readonly publisher: string;
  readonly updated: string;
  readonly records: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const datasets: readonly Dataset[] = [
  {
    slug: "bicycle-counters",
    title: "Bicycle counters, hour by hour",
    text: "How many bicycles pass each of the 38 counting points along the city's cycle routes.",
    theme: "Mobility",
    publisher: "Department of Mobility",
    updated: "Today, 06:00",
    records: 331_968,
    columns: ["Counting point", "Hour", "Bicycles"],
    rows: [
      ["Pont Neuf, north side", "08:00", "412"],
      ["Pont Neuf, north side", "09:00", "287"],
      ["Quai des Tanneurs", "08:00", "368"],
    ],
  },
  {
    slug: "street-trees",
    title: "Street trees",
    text: "Species, year of planting and position of every tree that the city looks after.",
    theme: "Environment",
    publisher: "Parks and Gardens",
    updated: "Yesterday",
    records: 48_207,
    columns: ["Species", "Street", "Planted"],
    rows: [
      ["Tilia cordata", "Rue du Marché", "1987"],
      ["Platanus × hispanica", "Place d'Armes", "1911"],
      ["Ginkgo biloba", "Avenue de la Gare", "2019"],
    ],
  },
  {
    slug: "air-quality",
    title: "Air quality at nine stations",
    text: "Nitrogen dioxide, ozone and fine particles, validated and published four times a day.",
    theme: "Environment",
    publisher: "Regional Air Observatory",
    updated: "Today, 12:00",
    records: 118_260,
    columns: ["Station", "Measure", "µg/m³"],
    rows: [
      ["Gare centrale", "NO₂", "31"],
      ["Parc Saint-Martin", "NO₂", "14"],
      ["Parc Saint-Martin", "O₃", "62"],
    ],
  },
  {
    slug: "council-votes",
    title: "Votes of the city council",
    text: "Each deliberation since 2014 with its text, its outcome and how every member voted.",
    theme: "Democracy",
    publisher: "Secretariat of the Council",
    updated: "3 days ago",
    records: 6_412,
    columns: ["Date", "Deliberation", "Outcome"],
    rows: [
      ["12 March", "School canteens, tariff for next year", "Adopted, 41 to 8"],
      ["12 March", "Cycle route 7, second section", "Adopted, 38 to 11"],
      ["12 March", "Sale of the former gasworks", "Adjourned"],
    ],
  },
  {
    slug: "public-wifi",
    title: "Public Wi-Fi and drinking fountains",
    text: "Where they are, when they work, and who to call when they do not.",
    theme: "Public space",
    publisher: "Department of Public Space",
    updated: "Last week",
    records: 294,
    columns: ["Place", "Kind", "Open"],
    rows: [
      ["Central library", "Wi-Fi", "09:00–19:00"],
      ["Place d'Armes", "Fountain", "April to October"],
      ["Town hall", "Wi-Fi", "Always"],
    ],
  },
  {
    slug: "budget",
    title: "The city's budget, line by line",
    text: "Planned and actual spending by department, programme and supplier.",
    theme: "Finance",
    publisher: "Department of Finance",
    updated: "Last month",
    records: 21_530,
    columns: ["Department", "Planned", "Spent"],
    rows: [
      ["Education", "€ 84.2 m", "€ 79.6 m"],
      ["Mobility", "€ 51.7 m", "€ 53.0 m"],
      ["Culture", "€ 22.4 m", "€ 21.1 m"],
    ],
  },
];
