"""The schedule: read by everybody, approved by the council."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, public, requires
from accounts.permissions import Permission
from privacy.queries import organisation
from retention.actions.schedule import schedule_approve
from retention.models import Rule
from retention.models.rule import ACTION_WORDS
from retention.rules.officers import SecondOfficerNeeded
from retention.schedule import Action


@public("Everybody may read how long their information is kept.", READ)
def schedule(request: HttpRequest) -> HttpResponse:
    """Each rule in force, in plain words; sets no cookie."""
    rules = Rule.objects.in_force(timezone.localdate()).order_by("title")
    shown = [{"rule": rule, "action": ACTION_WORDS[Action(rule.action)]} for rule in rules]
    single = [rule.title for rule in rules if not rule.is_about_files and rule.action != Action.KEEP]
    context = {
        "rules": shown,
        "single": single,
        "organisation": organisation(timezone.localdate()),
        "backup_days": settings.BACKUP_KEEP_DAYS,
    }
    return render(request, "retention/schedule.html", context)


@requires(Permission.SCHEDULE_EDIT, FORM)
def schedule_approval(request: StaffRequest) -> HttpResponse:
    """Versions that wait, and the button that puts them in force from today."""
    if request.method == "POST":
        try:
            count = schedule_approve(in_force_from=timezone.localdate(), at=timezone.now(), by=request.user)
        except SecondOfficerNeeded as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{count} rules approved")
        return redirect("retention:schedule_approval")
    return render(
        request,
        "retention/schedule_approval.html",
        {"rules": Rule.objects.waiting().select_related("written_by")},
    )
