"""Staying on the line as a choice: many wordings, and those that only sound like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts.staying import StayOffer, stay_offer

OFFERS = [
    (
        "For sales, press 1. For support, press 2. Or stay on the line to speak with reception.",
        "speak with reception",
        "en",
    ),
    ("Für Deutsch bleiben Sie bitte in der Leitung. For English, say or press 1.", "deutsch", "de"),
    ("For sales press 1, for billing press 2, otherwise please hold.", "", "en"),
    ("For sales press 1. Otherwise hold for the next available agent.", "next available agent", "en"),
    ("For sales, press 1. For all other enquiries, please hold.", "all other enquiries", "en"),
    ("Press 1 for sales or wait for an operator.", "operator", "en"),
    ("Press 1 for sales, or please wait and someone will be with you.", "", "en"),
    ("Press 1 for sales. To speak with a member of staff, please wait.", "speak with a member of staff", "en"),
    (
        "If you know your party's extension, dial it now; otherwise, remain on the line for assistance.",
        "assistance",
        "en",
    ),
    ("If you do not have a touch-tone phone, please remain on the line.", "you do not have a touch-tone phone", "en"),
    ("Press 0 or stay on the line for an operator.", "operator", "en"),
    ("Press 1 for sales. If you need anything else, just hold the line.", "anything else", "en"),
    ("Press 1 for sales or do nothing to be connected to reception.", "be connected to reception", "en"),
    ("Drücken Sie die 1 für den Verkauf. Ansonsten warten Sie bitte.", "", "de"),
    (
        "Für den Verkauf drücken Sie die 1. Oder warten Sie, um mit der Zentrale verbunden zu werden.",
        "mit der zentrale verbunden zu werden",
        "de",
    ),
    ("Para ventas, oprima 1. O espere en la línea para hablar con la recepción.", "hablar con la recepción", "es"),
    ("Para ventas, oprima 1. Para hablar con un operador, espere.", "hablar con un operador", "es"),
    ("For sales press 1. Please hold for reception.", "reception", "en"),
    (
        "Für alle anderen Anliegen bleiben Sie bitte in der Leitung. Für Termine drücken Sie die 1.",
        "alle anderen anliegen",
        "de",
    ),
    ("For an operator, stay on the line.", "operator", "en"),
    ("For appointments press 1, or hold to speak to the front desk.", "speak to the front desk", "en"),
    (
        "Press 1 for sales. Alternatively, please stay on the line and a member of our team will be with you shortly.",
        "",
        "en",
    ),
    ("For English, press 1, or wait for Spanish.", "spanish", "en"),
    ("По-русски нажмите 2. For sales, press 1. Or stay on the line for reception.", "reception", "en"),
    (
        "Pour les ventes, tapez 1. Pour la facturation, tapez 2. Ou restez en ligne pour parler à l'accueil.",
        "parler à l'accueil",
        "fr",
    ),
    ("Pour les ventes, appuyez sur le 1. Sinon, veuillez patienter.", "", "fr"),
    ("Pour parler à un conseiller, veuillez patienter.", "parler à un conseiller", "fr"),
    ("Pour toute autre demande, merci de patienter.", "toute autre demande", "fr"),
    (
        "Tapez 1 pour les ventes ou patientez pour être mis en relation avec un conseiller.",
        "être mis en relation avec un conseiller",
        "fr",
    ),
    (
        "Pour un rendez-vous, faites le 1. Dans le cas contraire, ne quittez pas, un conseiller va vous répondre.",
        "",
        "fr",
    ),
    ("Pour le français, restez en ligne. For English, press 2.", "français", "fr"),
    ("Si vous n'avez pas de téléphone à touches, restez en ligne.", "n'avez pas de téléphone à touches", "fr"),
    ("Pour toute autre demande, ne quittez pas.", "toute autre demande", "fr"),
    ("Pour joindre l'accueil, s'il vous plaît, patientez.", "joindre l'accueil", "fr"),
    (
        "Pour les ventes, tapez 1. Pour toute autre question, attendez, un agent vous répondra.",
        "toute autre question",
        "fr",
    ),
    (
        "Para vendas, digite 1. Para suporte, digite 2. Ou aguarde na linha para falar com um atendente.",
        "falar com um atendente",
        "pt",
    ),
    ("Para vendas, tecle 1. Para falar com a recepção, aguarde.", "falar com a recepção", "pt"),
    ("Para faturas, prima 1. Caso contrário, aguarde.", "", "pt"),
    ("Para outros assuntos, por favor aguarde.", "outros assuntos", "pt"),
    ("Se não souber o ramal, aguarde na linha.", "não souber o ramal", "pt"),
    ("Para Português, permaneça na linha. For English, press 1.", "português", "pt"),
    (
        "Para as vendas, marque 1. Se pretende falar com um assistente, mantenha-se em linha.",
        "falar com um assistente",
        "pt",
    ),
    ("Para falar com um de nossos atendentes, aguarde na linha.", "falar com um de nossos atendentes", "pt"),
    ("Para marcações, prima 1. Senão, aguarde por um operador.", "", "pt"),
    (
        "Para ventas, marque 1. Para soporte, marque 2. O permanezca en la línea para hablar con recepción.",
        "hablar con recepción",
        "es",
    ),
    ("Para ventas, pulse 1. De lo contrario, espere.", "", "es"),
    ("Para hablar con un asesor, espere en la línea.", "hablar con un asesor", "es"),
    ("Para cualquier otra consulta, por favor no cuelgue.", "cualquier otra consulta", "es"),
    ("Pulse 1 para ventas o espere para ser atendido por un operador.", "ser atendido por un operador", "es"),
    ("Si desea hablar con un agente, manténgase en línea.", "hablar con un agente", "es"),
    ("Para español, permanezca en la línea. For English, press 2.", "español", "es"),
    ("Si no conoce la extensión, aguarde en línea.", "conoce la extensión", "es"),
    ("बिक्री के लिए 1 दबाएं। बिलिंग के लिए 2 दबाएं। या रिसेप्शन से बात करने के लिए लाइन पर बने रहें।", "रिसेप्शन से बात करने", "hi"),
    ("Sales ke liye 1 dabayein, ya line par bane rahein.", "sales", "hi"),
    ("किसी प्रतिनिधि से बात करने के लिए कृपया प्रतीक्षा करें।", "किसी प्रतिनिधि से बात करने", "hi"),
    ("Operator se baat karne ke liye kripya wait karein.", "operator se baat karne", "hi"),
    ("अपॉइंटमेंट के लिए 1 दबाएं, अन्यथा प्रतीक्षा करें।", "", "hi"),
    ("हिंदी के लिए लाइन पर बने रहें। For English, press 2.", "हिंदी", "hi"),
    ("Agar aap kisi executive se baat karna chahte hain to hold karein.", "kisi executive se baat karna", "hi"),
    ("Billing ke liye 2 dabaiye. Warna line pe rahiye.", "", "hi"),
    ("रिसेप्शन से बात करने के लिए होल्ड करें।", "रिसेप्शन से बात करने", "hi"),
]
NO_OFFERS = [
    "Please hold the line while we connect you.",
    "For sales, press 1. Please hold while we transfer you.",
    "Please wait for the tone, then press 1.",
    "For sales, press 1. For support, press 2.",
    "Please do not hang up. For sales press 1.",
    "You may have to hold. For sales, press 1.",
    "Press and hold the 1 key.",
    "Welcome. Please listen carefully. Please wait until the end of this message before you press 1.",
    "To hold a table, press 1. To cancel a hold, press 2.",
    "For information on wait times, press 1.",
    "If you are on hold for longer than ten minutes, press 1.",
    "Bitte warten Sie, während wir Sie verbinden.",
    "Bitte warten Sie auf den Signalton. Für Termine drücken Sie die 1.",
    "To place your account on hold, press 2. To remain a member, press 3.",
    "Please stay on the line after the call to answer a short survey. For sales, press 1.",
    "We are sorry for the wait. For sales, press 1.",
    "To avoid a long wait, press 1 and we will call you back.",
    "Чтобы поговорить с оператором, оставайтесь на линии.",
    "Veuillez patienter pendant que nous transférons votre appel.",
    "Ne quittez pas, nous recherchons votre correspondant.",
    "Merci de patienter, un conseiller va vous répondre.",
    "Veuillez patienter quelques instants. Pour les ventes, tapez 1.",
    "Attendez le bip, puis parlez.",
    "Patientez jusqu'à la fin du message. Pour les ventes, tapez 1.",
    "Restez en ligne après l'appel pour répondre à un sondage.",
    "Pour connaître le temps d'attente, tapez 1.",
    "Pour ne pas attendre, tapez 1.",
    "Por favor, aguarde enquanto transferimos a sua chamada.",
    "Aguarde um momento, estamos a transferir a sua chamada.",
    "Aguarde o sinal e deixe a sua mensagem.",
    "Não desligue, a sua chamada é importante para nós. Para vendas, digite 1.",
    "Para evitar a espera, digite 1.",
    "Aguarde na linha enquanto transferimos a sua ligação.",
    "Permaneça na linha após o atendimento para responder à pesquisa. Para vendas, tecle 1.",
    "Espere mientras le transferimos con un asesor.",
    "Por favor, no cuelgue, su llamada es muy importante. Para ventas, marque 1.",
    "Espere el tono y deje su mensaje.",
    "Permanezca en la línea después de la llamada para contestar una encuesta. Para ventas, marque 1.",
    "Para no esperar, marque 1.",
    "Por favor espere un momento. Para ventas, marque 1.",
    "कृपया प्रतीक्षा करें, हम आपकी कॉल ट्रांसफर कर रहे हैं।",
    "हम आपकी कॉल कनेक्ट कर रहे हैं कृपया प्रतीक्षा करें।",
    "बीप के बाद संदेश छोड़ें। बीप की प्रतीक्षा करें।",
    "Sales ke liye 1 dabayein. Call kaatne se pehle line par bane rahein jab tak aapko number na mile.",
]


@pytest.mark.parametrize(("script", "label", "code"), OFFERS)
def test_an_offer_is_read_with_what_it_is_for(script: str, label: str, code: str) -> None:
    assert stay_offer(script) == StayOffer(label, code)


@pytest.mark.parametrize("script", NO_OFFERS)
def test_words_that_only_sound_like_an_offer_are_none(script: str) -> None:
    assert stay_offer(script) is None


@given(st.text())
def test_any_text_can_be_read(script: str) -> None:
    assert stay_offer(script) is None or isinstance(stay_offer(script), StayOffer)
