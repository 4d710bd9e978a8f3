"""Routes about texts: pages below a family, and the address for receipts."""

from django.urls import path

from cases.texts.views.list import text_list
from cases.texts.views.objection import text_stop, text_stop_lift
from cases.texts.views.receipt import receipt
from cases.texts.views.send import text_start, text_write

app_name = "texts"

urlpatterns = [
    path("families/<uuid:family_id>/texts/", text_list, name="list"),
    path("families/<uuid:family_id>/texts/send/", text_start, name="send"),
    path("families/<uuid:family_id>/texts/stop/", text_stop, name="stop"),
    path("families/<uuid:family_id>/texts/stop/<uuid:stop_id>/", text_stop_lift, name="stop_lift"),
    path(
        "families/<uuid:family_id>/texts/send/<uuid:phone_id>/<uuid:template_id>/",
        text_write,
        name="write",
    ),
    path("texts/receipt/", receipt, name="receipt"),
]
