"""Settings: what is read, and that a bad one is named in one sentence that gives no secret away."""

import pytest

from familyhubs import env

PASSWORD = "hunter2-hunter2"
BAD_ADDRESSES = {
    "another kind of database": f"mysql://u:{PASSWORD}@h/n",
    "no scheme": f"u:{PASSWORD}@h/n",
    "a port that is no number": f"postgresql://u:{PASSWORD}@h:54e2/n",
    "a port beyond the last": f"postgresql://u:{PASSWORD}@h:99999/n",
    "a port of nought": f"postgresql://u:{PASSWORD}@h:0/n",
    "no database name": f"postgresql://u:{PASSWORD}@h:5432",
    "a broken bracket": f"postgresql://u:{PASSWORD}@[h/n",
    "an unknown option": f"postgresql://u:{PASSWORD}@h/n?sslmod=require",
    "a port in the query that is no number": f"postgresql:///n?host=/d&port=x&password={PASSWORD}",
}


@pytest.mark.parametrize("url", BAD_ADDRESSES.values(), ids=BAD_ADDRESSES.keys())
def test_a_bad_database_address_is_refused_in_one_sentence_without_its_password(url):
    with pytest.raises(env.SettingError) as refused:
        env.database_from_url(url)
    message = str(refused.value)
    assert message.startswith("DATABASE_URL ")
    assert message.endswith(".")
    assert message.count(". ") == 0
    assert "\n" not in message
    assert PASSWORD not in message


def test_a_network_address_is_read_with_its_escapes():
    entry = env.database_from_url("postgresql://ann:p%40ss@db.example:6543/hubs?sslmode=require", role="web")
    assert entry["NAME"] == "hubs"
    assert (entry["USER"], entry["PASSWORD"]) == ("ann", "p@ss")
    assert (entry["HOST"], entry["PORT"]) == ("db.example", "6543")
    assert entry["OPTIONS"] == {"sslmode": "require", "assume_role": "familyhubs_web"}


def test_a_unix_socket_is_read_from_the_query():
    entry = env.database_from_url("postgresql:///hubs?host=/run/pg&user=postgres")
    assert (entry["NAME"], entry["HOST"], entry["USER"], entry["PORT"]) == ("hubs", "/run/pg", "postgres", "")


@pytest.mark.parametrize(
    ("argv", "role"),
    [
        (["manage.py", "migrate"], "owner"),
        (["./manage.py", "makemigrations", "--check"], "owner"),
        (["/app/manage.py", "flush"], "owner"),
        (["manage.py", "retention_preview"], "worker"),
        (["manage.py", "demo_data"], "worker"),
        (["manage.py"], "worker"),
        (["/app/.venv/bin/gunicorn", "familyhubs.wsgi"], "web"),
        (["/lib/gunicorn/__main__.py"], "web"),
        (["/app/.venv/bin/celery", "-A", "familyhubs", "worker"], "worker"),
        (["/lib/celery/__main__.py", "-A", "familyhubs", "migrate"], "worker"),
        ([], "worker"),
    ],
)
def test_each_process_acts_in_its_own_database_role(argv, role, monkeypatch):
    monkeypatch.delenv("DATABASE_ROLE", raising=False)
    assert env.database_role(argv) == role


def test_the_role_can_be_set_from_outside_but_only_to_one_that_exists(monkeypatch):
    monkeypatch.setenv("DATABASE_ROLE", "owner")
    assert env.database_role(["gunicorn"]) == "owner"
    monkeypatch.setenv("DATABASE_ROLE", "postgres")
    with pytest.raises(env.SettingError, match="^DATABASE_ROLE must be owner, web or worker.$"):
        env.database_role(["gunicorn"])


def test_a_missing_setting_is_named(monkeypatch):
    monkeypatch.delenv("TOWN", raising=False)
    with pytest.raises(env.SettingError, match="^TOWN is not set"):
        env.text("TOWN")


def test_a_setting_set_to_nothing_is_refused_rather_than_replaced_by_a_default(monkeypatch):
    monkeypatch.setenv("TOWN", "  ")
    with pytest.raises(env.SettingError, match="^TOWN is set to nothing"):
        env.text("TOWN", default="Leicester")


def test_a_setting_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("x" * 40 + "\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert env.secret("KEY") == "x" * 40


def test_a_file_that_cannot_be_read_is_named_by_its_setting(monkeypatch, tmp_path):
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "gone"))
    with pytest.raises(env.SettingError, match="^KEY_FILE names a file that cannot be read.$"):
        env.text("KEY")


def test_a_setting_and_its_file_together_are_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("KEY", "a")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(env.SettingError, match="both set"):
        env.text("KEY")


@pytest.mark.parametrize(("word", "meaning"), [("true", True), ("YES", True), ("0", False), ("off", False)])
def test_yes_and_no_are_read_in_their_usual_spellings(monkeypatch, word, meaning):
    monkeypatch.setenv("FLAG", word)
    assert env.boolean("FLAG", default=not meaning) is meaning


def test_a_misspelt_yes_is_refused(monkeypatch):
    monkeypatch.setenv("FLAG", "ture")
    with pytest.raises(env.SettingError, match="^FLAG must be true or false.$"):
        env.boolean("FLAG", default=False)


@pytest.mark.parametrize("written", ["-1", "65536", "8 000", "80.5", "٣", "9" * 40])
def test_a_number_outside_its_bounds_is_refused(monkeypatch, written):
    monkeypatch.setenv("PORT", written)
    with pytest.raises(env.SettingError, match="^PORT must be a whole number from 0 to 65535.$"):
        env.integer("PORT", at_most=65535)


def test_a_list_is_read_by_its_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example,,")
    assert env.items("ALLOWED_HOSTS") == ["a.example", "b.example"]


@pytest.mark.parametrize("url", ["redis://localhost", "amqp://", "localhost:5672", "amqp://h:port//"])
def test_a_broker_we_cannot_use_is_refused(monkeypatch, url):
    monkeypatch.setenv("CELERY_BROKER_URL", url)
    with pytest.raises(env.SettingError, match="^CELERY_BROKER_URL must"):
        env.broker()


def test_a_notify_key_must_look_like_one_and_is_not_repeated(monkeypatch):
    monkeypatch.setenv("NOTIFY_API_KEY", PASSWORD)
    with pytest.raises(env.SettingError, match="^NOTIFY_API_KEY must be a GOV.UK Notify key") as refused:
        env.notify_api_key()
    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://ann:p%40ss@mail.example:2525", ("mail.example", 2525, "ann", "p@ss", True, False)),
        ("smtp://mail.example", ("mail.example", 587, "", "", True, False)),
        ("smtps://mail.example", ("mail.example", 465, "", "", False, True)),
        ("smtp://127.0.0.1:1025", ("127.0.0.1", 1025, "", "", False, False)),
    ],
)
def test_a_mail_server_is_spoken_to_encrypted_save_on_this_very_machine(monkeypatch, url, server):
    monkeypatch.setenv("EMAIL_URL", url)
    assert env.email_server() == server


def test_without_a_mail_server_there_is_none(monkeypatch):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert env.email_server() is None


@pytest.mark.parametrize(
    "url", [f"http://u:{PASSWORD}@h", f"u:{PASSWORD}@h", "smtp://", f"smtp://u:{PASSWORD}@h:0"]
)
def test_a_bad_mail_server_is_refused_without_its_password(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(env.SettingError, match="^EMAIL_URL ") as refused:
        env.email_server()
    assert PASSWORD not in str(refused.value)


@pytest.mark.parametrize("address", ["nobody", "a b@c", "Ann <ann@council.example>", "@"])
def test_a_sender_that_is_no_email_address_is_refused(monkeypatch, address):
    monkeypatch.setenv("EMAIL_FROM", address)
    with pytest.raises(env.SettingError, match="^EMAIL_FROM "):
        env.email_address("EMAIL_FROM")


ENTRA = {
    "ENTRA_TENANT_ID": "3F0C4A52-98c1-4f9e-8f43-2f7f3d3b9b10",
    "ENTRA_CLIENT_ID": "a client",
    "ENTRA_CLIENT_SECRET": PASSWORD,
}


def test_without_a_word_about_entra_there_is_none():
    assert env.entra_app() is None


def test_entra_is_one_directory_with_pkce_and_its_own_issuer(monkeypatch):
    for name, value in ENTRA.items():
        monkeypatch.setenv(name, value)
    app = env.entra_app()
    assert app["settings"]["server_url"] == (
        "https://login.microsoftonline.com/3f0c4a52-98c1-4f9e-8f43-2f7f3d3b9b10/v2.0"
    )
    assert app["settings"]["origin"] == "https://login.microsoftonline.com"
    assert app["settings"]["uid_field"] == "oid"


@pytest.mark.parametrize("missing", ENTRA)
def test_half_a_description_of_entra_is_refused(monkeypatch, missing):
    for name, value in ENTRA.items():
        if name != missing:
            monkeypatch.setenv(name, value)
    with pytest.raises(env.SettingError, match=f"^{missing} is not set"):
        env.entra_app()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENTRA_TENANT_ID", "common"),
        ("ENTRA_TENANT_ID", "organizations"),
        ("ENTRA_TENANT_ID", "council.onmicrosoft.com"),
        ("ENTRA_SERVER_URL", "http://login.example/v2.0"),
        ("ENTRA_SERVER_URL", "login.example"),
    ],
)
def test_a_directory_open_to_others_or_reached_in_the_clear_is_refused(monkeypatch, name, value):
    for setting, good in {**ENTRA, name: value}.items():
        monkeypatch.setenv(setting, good)
    with pytest.raises(env.SettingError, match=f"^{name} must") as refused:
        env.entra_app()
    assert PASSWORD not in str(refused.value)
