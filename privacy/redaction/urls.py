"""Addresses under /privacy/looking-through/."""

from django.urls import path

from privacy.redaction.views import deciding, going_out, many, review

app_name = "redaction"

urlpatterns = [
    path("requests/<uuid:request_id>/packs/<uuid:pack_id>/", review.start, name="start"),
    path("<uuid:review_id>/", review.review, name="review"),
    path("<uuid:review_id>/next/", review.next_passage, name="next"),
    path("<uuid:review_id>/log/", review.log, name="log"),
    path("<uuid:review_id>/log/<uuid:decision_id>/undo/", deciding.undo, name="undo"),
    path("<uuid:review_id>/passages/<int:number>/", deciding.passage, name="passage"),
    path("<uuid:review_id>/passages/<int:number>/quick/", deciding.quick, name="quick"),
    path("<uuid:review_id>/pictures/<uuid:picture_id>/", review.picture, name="picture"),
    path("<uuid:review_id>/many/", many.many, name="many"),
    path("<uuid:review_id>/people/", many.people, name="people"),
    path("<uuid:review_id>/second-reader/", going_out.submit, name="submit"),
    path("<uuid:review_id>/second-reading/", going_out.second, name="second"),
    path("<uuid:review_id>/again/", going_out.again, name="again"),
    path("<uuid:review_id>/pdf/", going_out.output_pdf, name="pdf"),
    path("<uuid:review_id>/json/", going_out.output_json, name="json"),
]
