/** Wat er van een bericht is geworden, waarom het mislukte en wat eraan te doen is. */
export const deliveryTexts = {
  delivery: {
    queued: 'Wacht op verzending',
    sending: 'Wordt verzonden',
    sent: 'Verzonden',
    delivered: 'Bezorgd',
    read: 'Gelezen',
    failed: 'Niet bezorgd',
    unconfirmed: 'Onduidelijk of het is aangekomen',
    waiting: 'Wacht op verbinding',
    rejected: 'Niet verzonden',
    at: '{{status}}, {{time}}',
    nextAttempt: '{{status}}. Volgende poging {{time}}',
  },
  notice: {
    retry: 'Opnieuw versturen',
    template: 'Als sjabloon versturen',
    edit: 'Bewerken en versturen',
    copy: 'Kopiëren',
    discard: 'Verwijderen',
    reopen: 'Heropenen',
    details: 'Details',
    detailsOf: 'Code {{code}}',
    unconfirmedTitle: 'We weten niet of dit is aangekomen',
    unconfirmedText:
      'De verbinding viel weg tijdens het verzenden. Als je het opnieuw verstuurt, ziet de klant het misschien dubbel. Zodra WhatsApp iets meldt, wordt dit vanzelf bijgewerkt.',
    arrived: 'Het is aangekomen',
    notArrived: 'Het is niet aangekomen',
  },
  failure: {
    window_closed: {
      title: 'Het 24-uursvenster was gesloten',
      advice: 'WhatsApp accepteert nu alleen goedgekeurde sjablonen, tot de klant weer schrijft.',
    },
    not_on_channel: {
      title: 'Dit nummer is niet bereikbaar via WhatsApp',
      advice:
        'Misschien is er geen WhatsApp, een oude versie, of zijn de voorwaarden niet geaccepteerd. Probeer te bellen.',
    },
    rate_limited: {
      title: 'Te veel berichten in korte tijd',
      advice: 'WhatsApp houdt berichten tegen. Wacht een paar minuten en verstuur het dan opnieuw.',
    },
    template_problem: {
      title: 'Het sjabloon is niet geaccepteerd',
      advice:
        'Het is gepauzeerd of ontbreekt, of een waarde past niet. Kies een ander of controleer de waarden.',
    },
    media_rejected: {
      title: 'Het bestand is niet geaccepteerd',
      advice:
        'WhatsApp kan niet overweg met het formaat of de grootte. Zet het om, bijvoorbeeld naar JPG, MP4 of PDF.',
    },
    recipient_opted_out: {
      title: 'De klant wil zulke berichten niet',
      advice: 'Marketingberichten zijn uitgezet. Respecteer dat en verstuur het niet opnieuw.',
    },
    marketing_limit: {
      title: 'WhatsApp heeft dit marketingbericht tegengehouden',
      advice:
        'De klant heeft er voorlopig genoeg gekregen. Wacht minstens een dag, of wacht op een antwoord.',
    },
    channel_misconfigured: {
      title: 'Het kanaal is niet goed ingesteld',
      advice: 'Een beheerder moet de toegang controleren. Verstuur het bericht daarna opnieuw.',
    },
    account_restricted: {
      title: 'WhatsApp heeft ons account beperkt',
      advice: 'Er kan op dit moment niets worden verstuurd. Meld het aan een beheerder.',
    },
    payment_problem: {
      title: 'Er is een betalingsprobleem bij WhatsApp',
      advice: 'Een beheerder moet dat oplossen. Verstuur het bericht daarna opnieuw.',
    },
    invalid_content: {
      title: 'De inhoud is niet geaccepteerd',
      advice: 'Er staat iets in wat niet is toegestaan. Pas het bericht aan en verstuur het opnieuw.',
    },
    channel_unavailable: {
      title: 'WhatsApp was niet bereikbaar',
      advice: 'We hebben het meerdere keren geprobeerd. Verstuur het over een paar minuten opnieuw.',
    },
    conversation_inactive: {
      title: 'Het gesprek is intussen gesloten',
      advice: 'Heropen het en verstuur het bericht dan opnieuw.',
    },
    attachment_missing: {
      title: 'Het bestand is er niet meer',
      advice: 'Voeg het opnieuw bij en verstuur het als nieuw bericht.',
    },
    unknown: {
      title: 'Het bericht is niet bezorgd',
      advice:
        'De reden is onbekend. Verstuur het opnieuw; lukt dat ook niet, geef de code dan door aan een beheerder.',
    },
  },
  problem: {
    invalid_input: 'Het bericht is zo niet geaccepteerd. Pas het aan en verstuur het opnieuw.',
    unauthenticated: 'Je bent uitgelogd. Log opnieuw in en verstuur het dan.',
    unknown_person: 'Je Microsoft-account hoort hier bij niemand.',
    totp_required: 'Log opnieuw in met de code van je tweede factor en verstuur het dan.',
    totp_wrong: 'De code klopte niet. Log opnieuw in en verstuur het dan.',
    two_factor_required: 'Stel eerst je tweede factor in en verstuur het dan.',
    password_refused: 'Je wachtwoord is niet geaccepteerd. Log opnieuw in en verstuur het dan.',
    link_expired: 'Die link is niet meer geldig. Log opnieuw in en verstuur het dan.',
    forbidden: 'Je mag in dit gesprek niet antwoorden.',
    not_found: 'Het gesprek bestaat niet meer, of je mag het niet meer zien.',
    conflict: 'Het gesprek is intussen gewijzigd. Bekijk het en probeer het opnieuw.',
    window_closed: 'Het 24-uursvenster is gesloten. Nu kunnen alleen sjablonen worden verstuurd.',
    conversation_inactive: 'Het gesprek is gesloten. Heropen het eerst.',
    unsupported_by_channel: 'Zo’n bericht kan niet via dit kanaal.',
    channel_rejected: 'WhatsApp heeft het bericht niet geaccepteerd.',
    channel_unavailable: 'WhatsApp is op dit moment niet bereikbaar. Probeer het zo weer.',
    rate_limited: 'Te veel berichten in korte tijd. Wacht even en probeer het dan opnieuw.',
    payload_too_large: 'Het bericht of het bestand is te groot.',
    internal_error: 'Er ging bij ons iets mis. Probeer het opnieuw; het is vastgelegd.',
    offline: 'Er is geen verbinding. Probeer het opnieuw als je weer online bent.',
  },
} as const
