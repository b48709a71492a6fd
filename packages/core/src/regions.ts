import type { Regime } from "./regime.js";

/** One region, what it requires by default, and where that is written. */
export interface Region {
  /** ISO 3166 code. */
  readonly region: string;
  readonly regime: Regime;
  /** The rule that it rests on. */
  readonly source: string;
  /** Where the rule can be read. */
  readonly url?: string;
  /** Since when the rule applies, as `YYYY-MM-DD`. */
  readonly since: string;
  /** `"primary"`: held against the rule's own words; `"secondary"`: against what others say of it. */
  readonly basis: "primary" | "secondary";
}

/**
 * Where the presets of `regimeOf` come from: a row for each region that requires more than a notice. Data to
 * check and to show; nothing else reads it, and bundlers leave it out where nobody does.
 */
export const regions: readonly Region[] = /* @__PURE__ */ rows();

function rows(): Region[] {
  const directive = {
    regime: "opt-in",
    source: "Directive 2002/58/EC, Article 5(3), as amended by Directive 2009/136/EC",
    url: "https://eur-lex.europa.eu/eli/dir/2002/58/2009-12-19",
    since: "2011-05-25",
    basis: "primary",
  } as const;

  const union = "AT BE BG CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    .split(" ")
    .map((region): Region => ({ region, ...directive }));

  const area = "IS LI NO".split(" ").map(
    (region): Region => ({
      region,
      ...directive,
      source: `${directive.source}, through Annex XI of the EEA Agreement`,
      basis: "secondary",
    }),
  );

  // Territories with codes of their own in which the Union's law applies, and the code that stands for the Union.
  const territories = "AX EU GF GP MF MQ RE YT"
    .split(" ")
    .map((region): Region => ({ region, ...directive, basis: "secondary" }));

  const kingdom = {
    regime: "opt-in",
    source: "Privacy and Electronic Communications (EC Directive) Regulations 2003, regulation 6",
    url: "https://www.legislation.gov.uk/uksi/2003/2426/regulation/6",
    since: "2011-05-26",
    basis: "primary",
  } as const;

  const others: readonly Region[] = [
    { region: "GB", ...kingdom },
    { region: "UK", ...kingdom },
    { region: "HR", ...directive, since: "2013-07-01", basis: "secondary" },
    {
      region: "CH",
      regime: "opt-in",
      source:
        "Telecommunications Act, Article 45c, as read in the FDPIC's guidelines on cookies of 22 January 2025",
      since: "2025-01-22",
      basis: "secondary",
    },
    {
      region: "BR",
      regime: "opt-in",
      source:
        "Lei nº 13.709/2018 (LGPD), articles 7 and 8, as read in the ANPD's guide on cookies of 18 October 2022",
      url: "https://www.planalto.gov.br/ccivil_03/_ato2015-2018/2018/lei/l13709.htm",
      since: "2020-09-18",
      basis: "secondary",
    },
    {
      region: "CA-QC",
      regime: "opt-in",
      source:
        "Act respecting the protection of personal information in the private sector (CQLR c. P-39.1), section 8.1",
      url: "https://www.legisquebec.gouv.qc.ca/en/document/cs/P-39.1",
      since: "2023-09-22",
      basis: "primary",
    },
    {
      region: "CA",
      regime: "opt-in",
      source: "The strictest of its provinces, where the province is unknown: see CA-QC",
      since: "2023-09-22",
      basis: "primary",
    },
    {
      region: "US",
      regime: "opt-out",
      source: "The strictest of its states, where the state is unknown: see US-CA",
      since: "2020-01-01",
      basis: "secondary",
    },
  ];
  return [...union, ...area, ...territories, ...others, ...states()];
}

function states(): Region[] {
  /** The right to opt out of sale and of targeted advertising: state, since when, where, and its address. */
  const acts: readonly (readonly [string, string, string, string?])[] = [
    [
      "CA",
      "2020-01-01",
      "California Consumer Privacy Act, Cal. Civ. Code § 1798.120",
      "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=CIV&sectionNum=1798.120",
    ],
    ["CO", "2023-07-01", "Colorado Privacy Act, Colo. Rev. Stat. § 6-1-1306"],
    [
      "CT",
      "2023-07-01",
      "Connecticut Data Privacy Act, Conn. Gen. Stat. § 42-518",
      "https://www.cga.ct.gov/current/pub/chap_743jj.htm",
    ],
    [
      "DE",
      "2025-01-01",
      "Delaware Personal Data Privacy Act, Del. Code tit. 6, § 12D-104",
      "https://delcode.delaware.gov/title6/c012d/index.html",
    ],
    ["FL", "2024-07-01", "Florida Digital Bill of Rights, Fla. Stat. § 501.705"],
    [
      "IA",
      "2025-01-01",
      "Iowa Consumer Data Protection Act, Iowa Code § 715D.3",
      "https://www.legis.iowa.gov/docs/code/715D.pdf",
    ],
    ["IN", "2026-01-01", "Indiana Consumer Data Protection Act, Ind. Code § 24-15-3-1"],
    ["KY", "2026-01-01", "Kentucky Consumer Data Protection Act, Ky. Rev. Stat. § 367.3615"],
    ["MD", "2025-10-01", "Maryland Online Data Privacy Act of 2024"],
    [
      "MN",
      "2025-07-31",
      "Minnesota Consumer Data Privacy Act, Minn. Stat. ch. 325M",
      "https://www.revisor.mn.gov/statutes/cite/325M",
    ],
    ["MT", "2024-10-01", "Montana Consumer Data Privacy Act, Mont. Code § 30-14-2808"],
    [
      "NE",
      "2025-01-01",
      "Nebraska Data Privacy Act, Neb. Rev. Stat. § 87-1107",
      "https://nebraskalegislature.gov/laws/statutes.php?statute=87-1107",
    ],
    ["NH", "2025-01-01", "New Hampshire Privacy Act, N.H. Rev. Stat. § 507-H:4"],
    ["NJ", "2025-01-15", "New Jersey Data Privacy Act, N.J. Stat. § 56:8-166.4 and following"],
    ["OR", "2024-07-01", "Oregon Consumer Privacy Act, Or. Rev. Stat. § 646A.574"],
    [
      "RI",
      "2026-01-01",
      "Rhode Island Data Transparency and Privacy Protection Act, R.I. Gen. Laws ch. 6-48.1",
    ],
    ["TN", "2025-07-01", "Tennessee Information Protection Act"],
    [
      "TX",
      "2024-07-01",
      "Texas Data Privacy and Security Act, Tex. Bus. & Com. Code § 541.051",
      "https://statutes.capitol.texas.gov/Docs/BC/htm/BC.541.htm",
    ],
    ["UT", "2023-12-31", "Utah Consumer Privacy Act, Utah Code § 13-61-201"],
    [
      "VA",
      "2023-01-01",
      "Virginia Consumer Data Protection Act, Va. Code § 59.1-577",
      "https://law.lis.virginia.gov/vacode/title59.1/chapter53/section59.1-577/",
    ],
  ];
  return acts.map(([state, since, source, url]) => ({
    region: `US-${state}`,
    regime: "opt-out",
    source,
    ...(url && { url }),
    since,
    basis: "secondary",
  }));
}
