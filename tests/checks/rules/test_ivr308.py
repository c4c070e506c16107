"""What a recording says that plays after a mistake, in every language."""

import pytest

from simulator.checks.rules.ivr308 import Mistake, speaks_of_ending, speaks_of_mistake

SILENCE = [
    "Je n'ai rien entendu.",
    "Nous n'avons rien entendu. Veuillez réessayer.",
    "Désolé, nous n'avons pas reçu votre choix.",
    "Vous n'avez rien saisi.",
    "Êtes-vous toujours en ligne ?",
    "Aucune touche n'a été pressée.",
    "Je n'ai pas entendu votre réponse.",
    "Nous n'avons reçu aucune réponse de votre part.",
    "Vous n'avez fait aucun choix.",
    "Não ouvimos nada.",
    "Não recebemos a sua resposta.",
    "Desculpe, não detectamos nenhuma opção.",
    "Você não digitou nenhuma opção.",
    "Você ainda está na linha?",
    "Nao recebemos nenhuma resposta.",
    "Não foi recebida nenhuma opção.",
    "No hemos oído nada.",
    "No he oído su respuesta.",
    "No recibimos ninguna respuesta.",
    "No ha pulsado ninguna tecla.",
    "No seleccionó ninguna opción.",
    "¿Sigue ahí?",
    "No ha elegido ninguna opcion.",
    "No marcó ninguna opción.",
    "हमें कोई इनपुट नहीं मिला।",
    "आपने कोई विकल्प नहीं चुना।",
    "हमें आपकी ओर से कोई जवाब नहीं मिला।",
    "आपने कोई बटन नहीं दबाया।",
    "Humein koi jawab nahi mila.",
    "Aapne koi option select nahi kiya.",
    "Aapne koi button nahin dabaya.",
    "क्या आप लाइन पर हैं?",
    "मुझे कुछ सुनाई नहीं दिया।",
    "Sorry, we did not hear you. Lo sentimos, no hemos oído nada.",
]
WRONG_KEY = [
    "Ce choix n'est pas valide.",
    "Cette touche n'est pas valable.",
    "Choix invalide, veuillez recommencer.",
    "Désolé, ce n'est pas un choix possible.",
    "Saisie incorrecte.",
    "Votre choix n'est pas correct.",
    "Cette option n'existe pas.",
    "Nous n'avons pas compris votre choix.",
    "Votre choix est errone.",
    "Le numero saisi est incorrect.",
    "Opção inválida. Tente novamente.",
    "Esta opção não é válida.",
    "Opcao invalida.",
    "A opção que escolheu não existe.",
    "Tecla errada.",
    "Opção incorreta.",
    "Desculpe, não entendi a opção escolhida.",
    "A opção digitada não está disponível.",
    "Opción no válida.",
    "La opción marcada no es correcta.",
    "Opción inválida. Intente de nuevo.",
    "Opcion invalida.",
    "Esa no es una opción válida.",
    "Lo sentimos, no le hemos entendido.",
    "La opción que ha elegido no existe.",
    "गलत विकल्प। कृपया दोबारा प्रयास करें।",
    "यह विकल्प मान्य नहीं है।",
    "आपने गलत बटन दबाया है।",
    "Aapne galat option chuna hai.",
    "Ye option sahi nahi hai.",
    "Invalid option. Kripya dobara koshish karein.",
    "अमान्य विकल्प।",
]
BOTH = [
    "Nous n'avons pas reçu de choix valide.",
    "Não recebemos uma opção válida.",
    "No hemos recibido una opción válida.",
    "हमें कोई सही विकल्प नहीं मिला।",
    "Wir haben keine gültige Eingabe erhalten.",
]


def speaks_of(script: str) -> tuple[bool, bool]:
    mistake = speaks_of_mistake(script)
    assert mistake is not None
    return bool(mistake.nothing), bool(mistake.wrong)


@pytest.mark.parametrize("script", SILENCE)
def test_nothing_was_heard(script: str) -> None:
    assert speaks_of(script) == (True, False)


@pytest.mark.parametrize("script", WRONG_KEY)
def test_the_key_was_wrong(script: str) -> None:
    assert speaks_of(script) == (False, True)


@pytest.mark.parametrize("script", BOTH)
def test_one_recording_for_both(script: str) -> None:
    assert speaks_of(script) == (True, True)


def test_the_words_are_given_as_they_are_found() -> None:
    assert speaks_of_mistake("Opcion no valida.") == Mistake("", "no valida")
    assert (speaks_of_mistake("Gracias."), speaks_of_mistake(" ")) == (Mistake("", ""), None)


def test_the_end_of_a_call_is_known_in_every_language() -> None:
    scripts = ["Adios.", "Au revoir.", "Vamos transferir.", "Auf Wiederhören.", "कॉल समाप्त।", "Bye.", "", "Merci."]
    assert [speaks_of_ending(script) for script in scripts] == [
        *("adios", "au revoir", "transferir", "auf wiederhören", "कॉल समाप्त", "bye", "", ""),
    ]
