import type { Messages } from "../messages.js";

const messages: Messages = {
  lang: "fr",
  dir: "ltr",
  comma: ", ",
  bannerTitle: "Cookies sur ce site",
  bannerText:
    "Nous aimerions utiliser des cookies pour : {purposes}. Vous pouvez changer d’avis à tout moment.",
  bannerNew: "Nouveau depuis votre dernier choix : {purposes}. Vos autres choix ne changent pas.",
  signal:
    "Votre navigateur envoie le signal Global Privacy Control. Nous le respectons : vos données ne sont ni vendues ni partagées.",
  policyLink: "Politique de cookies",
  reject: "Tout refuser",
  accept: "Tout accepter",
  choose: "Choisir",
  saved: "Votre choix est enregistré.",
  choices: "Gestion des cookies",
  privacyChoices: "Vos choix de confidentialité",
  withdraw: "Retirer mon consentement",
  optedOut: "Vous vous êtes opposé à : {purposes}.",
  optedIn: "Vous ne vous êtes opposé à rien.",
  categories: {
    necessary: "Nécessaires",
    preferences: "Préférences",
    statistics: "Statistiques",
    media: "Vidéos et cartes",
    advertising: "Publicité",
  },
  preferencesText: "Décidez de ce que ce site peut utiliser. Vous pouvez changer d’avis à tout moment.",
  save: "Enregistrer",
  close: "Fermer",
  on: "Activé",
  off: "Désactivé",
  alwaysOn: "Toujours activé, car {reason}.",
  reasons: {
    "strictly-necessary": "le site ne fonctionne pas sans cela",
    communication: "cela sert uniquement à transmettre des données entre vous et ce site",
    "anonymous-statistics": "cela compte les visites sans savoir de qui elles viennent",
  },
  onHere: "Activé : là où vous êtes, aucune réponse n’est nécessaire.",
  offHere: "Désactivé : ce n’est pas utilisé là où vous êtes.",
  isNew: "Nouveau",
  newText: "C’est nouveau, ou cela a changé depuis votre dernier choix.",
  signalToggle:
    "Votre navigateur envoie le signal Global Privacy Control : cela reste donc désactivé. Activez-le pour faire une exception sur ce site.",
  ownAnswer: "Vous avez répondu séparément pour ce service.",
  services: { one: "{count} service", many: "{count} de services", other: "{count} services" },
  cookies: { one: "{count} cookie", many: "{count} de cookies", other: "{count} cookies" },
  categoryTexts: {
    necessary: "Fait fonctionner le site : vous restez connecté et vos choix sont retenus.",
    preferences: "Retient comment vous aimez voir le site, par exemple la langue ou l’apparence.",
    statistics: "Nous montre quelles pages sont consultées, pour pouvoir les améliorer.",
    media: "Affiche des contenus d’autres sites, qui peuvent vous reconnaître ailleurs.",
    advertising: "Affiche et mesure la publicité, y compris d’après ce que vous faites sur d’autres sites.",
  },
  keptFor: "conservé {time}",
  session: "conservé jusqu’à la fermeture du navigateur",
  persistent: "conservé jusqu’à ce que vous le supprimiez",
  deleted: "Supprimé : {names}.",
  remaining:
    "{name} appartient à {provider} : seuls les réglages de votre navigateur permettent de le supprimer.",
  reloadText: "Rechargez cette page pour arrêter ce qui y fonctionne encore.",
  reload: "Recharger",
  embedText:
    "{name} : ce contenu vient de {provider}, qui peut enregistrer des cookies dans votre navigateur.",
  embedOnce: "Charger une fois",
  embedAlways: "Toujours charger",
  embedOverride: "Toujours charger, par exception à Global Privacy Control",
  policyIntro:
    "Cette page présente tout ce que ce site enregistre dans votre navigateur : qui l’enregistre, pour quoi faire et pour combien de temps.",
  cookieTitle: "Qu’est-ce qu’un cookie ?",
  cookieText:
    "Un cookie est une petite donnée qu’un site demande à votre navigateur de garder sous un nom, puis de renvoyer lors des visites suivantes. Les cookies servent à rester connecté, à retenir un panier ou une langue, ou à vous reconnaître pour mesurer l’audience ou afficher de la publicité. Les navigateurs peuvent garder des données à d’autres endroits ; cette page les présente aussi.",
  typesTitle: "Types de cookies",
  types: {
    necessary: "Nécessaire",
    statistical: "Statistique",
    "first-party": "De ce site",
    "third-party": "De tiers",
  },
  typeTexts: {
    necessary:
      "Ils gardent des informations entre deux visites depuis le même appareil, comme une connexion, un panier ou un réglage. Ils n’ont pas besoin de votre consentement.",
    statistical:
      "Ils comptent ce que font les visiteurs. Si les chiffres sont anonymes, de sorte que l’on ne puisse remonter à personne, ils n’ont pas besoin de votre consentement.",
    "first-party":
      "Ils sont enregistrés par le site que vous visitez et peuvent vous reconnaître, pour mesurer l’audience ou afficher de la publicité. Ils ont besoin de votre consentement.",
    "third-party":
      "Ils sont enregistrés par un autre site, ou pour lui, qui peut alors voir ce que vous consultez ici. Ils ont besoin de votre consentement.",
  },
  choicesNone: "Vous n’avez pas encore choisi.",
  choicesSince: "Votre dernier choix date du {date}.",
  changeTitle: "Comment changer d’avis",
  changeText:
    "Vos choix valent pour tout le site. Modifiez-les ici quand vous voulez ; ce que vous n’autorisez plus est supprimé. Les réglages de votre navigateur permettent de supprimer tout le reste.",
  listTitle: "Ce que ce site enregistre",
  listEmpty: "Rien n’est enregistré pour cela.",
  provider: "Fournisseur",
  function: "Fonction et emplacement",
  name: "Nom",
  purpose: "Finalité",
  type: "Type",
  lifetime: "Durée de conservation",
  lifetimeSession: "Jusqu’à la fermeture du navigateur",
  lifetimePersistent: "Jusqu’à ce que vous le supprimiez",
  lifetimeRenewed: "{time} à partir de la dernière visite",
  reader: "Lu par",
  readerSite: "Ce site",
  readerServer: "Le serveur de ce site uniquement",
  kinds: {
    cookie: "Cookie",
    local: "Stockage local",
    session: "Stockage de session",
    indexeddb: "Base de données",
    cache: "Cache",
  },
};

export default messages;
