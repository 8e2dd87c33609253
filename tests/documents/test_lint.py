"""What the wording lint finds, and what it lets pass."""

from __future__ import annotations

import re
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from s117xl.documents.lint import CHARGE, asks_for_charge, entries, lint
from s117xl.documents.statements import all_statements
from s117xl.law.authorities import all_authorities

ASKS = (
    "You must contribute £40 a week.",
    "You must contribute to the cost of your care.",
    "You will have to pay for your aftercare.",
    "He is required to contribute £25.50 each week.",
    "She needs to pay towards her placement.",
    "They have to pay for supported living.",
    "The person should be charged for this part.",
    "John Smith must pay £40 a week.",
    "Mrs Patel will be charged £30 a week.",
    "Client contribution of £40 a week.",
    "Your assessed charge is £62.10.",
    "This service is means-tested.",
    "A means test will be carried out.",
    "You will be invoiced every month.",
    "A charge of £40 a week applies.",
    "A financial contribution is needed.",
    "Your family should top up the cost.",
    "You have been assessed as liable for charges.",
    "The council will charge you for aftercare.",
    "We will ask you to contribute.",
    "Please pay £40 by Friday.",
    "You need to pay the assessed weekly amount.",
    "Your savings will be counted.",
    "Your benefits will be taken into account.",
    "You pay £40 a week.",
    "She contributes £20 a week towards her care.",
    "£30 a week will be deducted from your direct payment.",
    "Your contribution is £40 a week.",
    "The cost to you is £40 a week.",
    "Section 117 services are chargeable.",
    "You are subject to a charge for this part.",
    "A top-up of £50 a week is required.",
    "The family must pay a top-up.",
    "You are a self-funder for this service.",
    "You will get a bill for your support.",
    "There is a charge for this service.",
    "You don't have to pay for the nurse, but you must contribute £40 a week for the flat.",
    "You\u2019ll have to pay £40 a week.",
    "You\u2019re required to contribute.",
    "You must\n  contribute to the cost.",
    "You must:\n- pay £40 a week",
    "You must, from 1 April, contribute £40.",
    "You must also contribute.",
    "We need you to pay your share.",
    "Your share of the cost is £40.",
    "You agree to be charged.",
    "The fee is payable by the family.",
    "The charging policy applies to your support.",
    "You may have to pay towards your aftercare.",
    "There is no charge for the nurse and you must pay for the flat.",
    "You can be charged for aftercare.",
    "You owe £200 for your care home.",
    "Payment is due by 3 June.",
    "An invoice will follow.",
    "You must pay for aftercare and other help.",
    "Under the Care Act you must contribute to your aftercare.",
    "If you do not tell us about your savings you will have to pay the full cost.",
    "Nobody will review this so you must pay.",
    "The ICB will pay half and you must pay half.",
    "It is provided as long as you pay £40 a week.",
    "The placement is funded by the family.",
    "You are asked to make a contribution.",
    "You must meet the cost of your support.",
    "You must contribute to your care plan costs.",
    "When you leave hospital you will be charged £40.",
    "MUST CONTRIBUTE",
    "Miss Jones is to pay £12 per week",
    "The council has decided that you must pay.",
    "Your aftercare is no longer free.",
    "You shall be billed monthly.",
    "He will make a contribution of £30.",
    "Your income will be assessed.",
    "You must contribute.",
    "The council has decided that you have to pay.",
    "If you do not pay your assessed contribution, your support will stop.",
    "You and the council must each pay half.",
    "Is it free? No, you must pay.",
    "£40 a week will be charged to you by the council.",
    "A financial contribution is needed from you.",
    "Remember to pay each month.",
    "John is charged £40 a week.",
    "This support is charged for.",
    "Your contribution: £40",
    "You agree to pay £40 a week.",
    "As part of the plan, he agrees to contribute £15.",
    "You must pay for services under section 117.",
    "Section 117: client contribution £12.50",
    "The person is expected to make a financial contribution towards the placement.",
    "We charge £40 a week for this to you; we charge you monthly.",
    "Aftercare is subject to a means test.",
    "Your capital over £23,250 will be taken into account.",
    "You are liable to pay £40.",
    "He ought to contribute.",
    "They must make a contribution.",
    "The resident has to meet the shortfall.",
    "Your daughter will top up the fees.",
    "Any charge will be made weekly.",
    "Self-funding applies: she is self-funding.",
    "Your aftercare must be paid for by you.",
    "This is at your own expense.",
    "Payment is required.",
    "We require you to pay.",
    "The client will contribute 50% of the cost.",
    "You get section 117 aftercare but will be charged for it.",
    "You are not exempt and must pay.",
    "Although you do not pay for nursing, you do pay £30 for care.",
    "You will, however, be charged.",
    "You must (from 1 April) pay £40.",
)

ASKS_NOTHING = (
    "You do not pay for aftercare.",
    "There is no charge for this part.",
    "Your savings and benefits are not counted.",
    "Nobody may charge you for aftercare.",
    "Some of that other help can be charged for.",
    "Extra cost only with a written agreement.",
    "We will pay back what you were charged.",
    "If you were asked to pay, tell us.",
    "You may choose a dearer place if somebody agrees in writing to pay the extra cost.",
    "You do not have to pay.",
    "You don't have to contribute.",
    "You dont need to pay anything.",
    "No one can charge you.",
    "No council or ICB may charge you for aftercare.",
    "Neither the council nor the ICB can charge you.",
    "You will not be charged for this service.",
    "You cannot be asked to pay for aftercare.",
    "You should never be asked to make a contribution.",
    "You must not be charged.",
    "Aftercare is free and without a means test.",
    "This is not means-tested.",
    "Universal Credit is a means-tested benefit.",
    "If you are charged for aftercare, tell us at once.",
    "If anyone asks you to pay, tell us.",
    "You should not have been charged.",
    "You were wrongly charged £40 a week.",
    "The council must pay you back.",
    "Lincolnshire County Council must pay in the meantime.",
    "The ICB and the council must each pay half.",
    "The ICB contribution is £200 a week.",
    "The council's financial contribution is 50%.",
    "Client contribution: £0",
    "Client contribution: none",
    "No client contribution is asked for.",
    "Do I have to pay for aftercare? No.",
    "Will I be charged? No.",
    "He was charged with assault.",
    "She will be charged with an offence.",
    "The nurse in charge will call you.",
    "The ward discharged him.",
    "You should contribute your views to the review.",
    "The carer should contribute to the assessment.",
    "He needs to pay attention to his sleep.",
    "She needs help to pay her bills.",
    "He has to pay his rent arrears.",
    "The tag must be charged every day.",
    "You may have to pay for other help from the council.",
    "You may have to pay for help that is not part of your aftercare.",
    "Care Act services can be charged for.",
    "For some of that other help there can be a charge.",
    "Nobody pays extra for it without a written agreement.",
    "The bodies disagree about who must pay.",
    "A top-up may only be asked for where you choose a dearer place.",
    "You have the right not to pay for aftercare.",
    "Cost: £400 a week. ICB 60%, council 40%.",
    "You are not liable for any charge.",
    "It is unlawful to charge you for aftercare.",
    "You will never get a bill for aftercare.",
    "The provider will invoice the council each month.",
    "The placement is charged to the pooled budget.",
    "Your benefits are not taken into account.",
    "You have to pay nothing.",
    "You don't need to make a financial contribution.",
    "We never ask for a contribution.",
    "Whether you were charged, and by whom, is on the record.",
    "The charging policy does not apply to aftercare.",
    "Aftercare is not chargeable.",
    "The person was charged for aftercare, and the record does not say whether a refund is due.",
    "Top-up agreed in writing: yes",
    "We found that you were required to pay £40 a week, and this was wrong.",
    "The council should meet the cost of the placement.",
    "Your direct payment covers the full cost.",
    "Nothing will be deducted from your benefits.",
    "The charge was wrong, and we are sorry.",
    "You paid £400 between May and June.",
    "The interim funder must pay until this is settled.",
    "He can contribute to household chores.",
    "There are no charges for this service.",
    "You can't be charged for any of this.",
    "No charge applies.",
    "No charge may be made for aftercare.",
    "Aftercare is not something you can be charged for.",
    "You and your family do not have to pay anything.",
    "You must tell us if anyone charges you.",
    "You can pay a personal assistant with your direct payment.",
    "You must pay your personal assistant on time.",
    "The provider charges £900 a week, and the placement is charged at £900 a week.",
    "The council has no power to charge you.",
    "Needs that are not aftercare may be met in other ways; some can be charged.",
    "Both bodies' contributions are agreed: ICB 50%, council 50%.",
    "A contribution of £200 a week is made by the ICB.",
    "You may ask for a direct payment.",
    "His mother agrees in writing to pay the extra cost.",
    "He contributes to the weekly group.",
    "You will not be asked about your savings.",
    "She was asked to pay £40 a week, which was wrong.",
    "We are sorry that you were asked to contribute.",
    "The council is required to meet the cost.",
    "The landlord charges rent.",
    "She has a right to aftercare without being charged.",
    "You are not being charged.",
    "Your savings do not count.",
    "The nurse is in charge of the plan.",
    "The wheelchair needs to be charged at night.",
    "She likes to top up her phone.",
    "His income is from benefits.",
    "Your income and savings are not looked at.",
    "Income: Universal Credit. Savings: none recorded.",
    "No means test applies.",
    "Benefits advice is part of this plan.",
    "He wants to pay for a holiday.",
    "You need not pay.",
    "You needn't contribute.",
    "Nobody should have to pay for aftercare.",
    "We must not charge you.",
    "Is there a charge? No.",
    "Are there charges? No.",
    "Please tell us if you get a bill.",
    "Please tell us if you have been sent an invoice.",
    "If you get a bill for aftercare, do not pay it.",
    "Do not pay any bill for aftercare.",
    "If somebody sends you a bill, tell us.",
    "The contribution that your family makes to your life matters.",
    "The refund of £1,200 will be paid to you by 3 June.",
    "Charged for aftercare: yes. Refund: due.",
    "The charge that was made has stopped.",
    "People should not be means-tested for aftercare.",
    "The council and the ICB will share the cost.",
    "The ICB agrees to fund the placement and meet its cost.",
    "The agreed split is 50% each.",
    "You chose a home that costs more, and your sister agreed in writing to pay the difference.",
    "Nothing you own is counted.",
    "Top-up: none",
    "He pays his rent of £80 a week.",
    "He pays £120 a week in rent.",
    "She pays £20 per month for her gym.",
    "She pays £30 a week to her mother.",
    "He pays his mother £20 a week.",
    "They pay £15 a month off their debts.",
    "Kent must fund the placement until this is settled.",
    "The panel should fund this placement.",
    "Aftercare services are provided free of charge.",
    "You won't be charged for any of the services in this plan.",
    "Neither you nor your family will be asked to pay.",
    "Nobody can ask you for money for aftercare.",
    "The ICB pays 60% and the council pays 40%.",
    "NHS Kent and Medway will pay half of the cost from 3 June.",
    "The panel agreed to fund the placement at £1,200 a week.",
    "Who pays: the ICB (50%) and the council (50%).",
    "Funding: joint. Charged to the person: no.",
    "If you have paid for aftercare, you can ask for the money back.",
    "You may be owed money.",
    "You paid for care that should have been free. We will refund £2,340.",
    "We're sorry that you were charged for services that are free.",
    "Help with money: he needs help to claim his benefits and pay his rent.",
    "John pays his bills by direct debit.",
    "She would like to pay for driving lessons.",
    "He finds it hard to pay attention in groups.",
    "Contributing to his community is important to him.",
    "His family contributes a lot to his recovery.",
    "Relapse can be triggered by financial stress, contributing to poor sleep.",
    "Several factors contributed to his admission.",
    "He was charged with affray in 2019.",
    "A person whose aftercare includes accommodation need not pay towards it.",
    "You can choose a more expensive home if the extra cost is covered by a written agreement.",
    "Your care coordinator is in charge of your plan.",
    "The council has a duty to provide aftercare without charge.",
    "Charges do not apply.",
    "This is not a bill.",
    "A charge is unlawful.",
    "No one should send you a bill.",
    "The council may not take your income into account.",
    "We do not look at how much money you have.",
    "Services outside section 117 may be subject to a charge.",
    "Some services that are not aftercare may be means-tested.",
    "There may be a charge for other care you need.",
    "Other support under the Care Act might need a contribution from you.",
    "Weekly cost: £900, of which ICB £450 and council £450.",
    "Your top-up agreement is in writing and will be reviewed each year.",
    "Her mother chose to pay the extra cost under a written agreement.",
    "The bus pass must be topped up.",
    "The direct payment is paid gross, with no contribution from you.",
    "Charger and phone: staff remind her that it needs to be charged.",
    "He is responsible for paying his own electricity.",
    "You have not been charged.",
    "I do not want to pay for my care and I do not have to.",
    "How long does it last? As long as you need it. What does it cost? Nothing.",
    "No assessed charge.",
    "Income support and housing benefit are in payment.",
    "He feels he should contribute more to family life.",
    "The hospital charges for parking.",
    "Nobody asks for a top-up here.",
    "You do not owe anything.",
    "You should not pay any invoice for aftercare; send it to us.",
    "Please do not pay this invoice; send it to us.",
    "Charges that were wrongly made will be paid back with interest.",
    "The council will repay what your family paid.",
    "There has never been a charge for this.",
    "He said he could not afford to pay for the bus.",
    "The plan costs £300 a week. It is paid by the council and the ICB.",
    "She is good at managing money and pays for her own shopping.",
    "The ICB is invoiced quarterly.",
    "Costs are met by both bodies.",
    "Both bodies must fund this.",
    "It must be funded by the ICB.",
    "Aftercare must be provided free of charge and cannot be means-tested.",
    "You may pay for extras if you like, but nobody may ask you to.",
    "Money: PIP and Universal Credit.",
    "The agreement says who will pay the extra cost, how much and for how long.",
    "The law does not allow a charge.",
    "You can complain if you think you have been charged.",
    "Ask for a refund if you have paid.",
    "This decision does not change what you pay: nothing.",
    "Have you been asked to pay? Tell us.",
    "The nurse will take charge of your medication.",
    "Your advocate is free of charge.",
    "A charge for aftercare would be unlawful.",
    "He must contribute his own goals to the plan.",
    "We will contribute to your review.",
    "The GP should contribute to the review.",
    "He needs to top up his phone each week.",
    "Any charge made for aftercare is paid back.",
    "The person need not contribute.",
    "Health and social care each contribute half.",
    "The board must pay until the dispute is settled.",
    "We want to hear what you think, so please contribute to the meeting.",
    "She has been invited to contribute to the peer group.",
    "Direct payments are made every four weeks.",
    "A direct payment must be made into a separate account.",
    "Payments must be made to you by 3 June.",
    "You are not responsible for the cost.",
    "Did someone ask you to pay for it? Tell us.",
    "Whether the person pays anything towards this is on the record.",
)

OTHERWISE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "expired-or-time-limited": (
        (
            "Your section 117 has expired.",
            "Your s117 aftercare expires on 3 June.",
            "Aftercare is time-limited to 12 weeks.",
            "Your entitlement has now run out.",
            "This is a 12-week s117 package.",
            "Your aftercare lasts for six weeks.",
            "Section 117 aftercare is provided for up to 6 months.",
            "The expiry date of your s117 is 3 June.",
            "Your entitlement lapsed in May.",
            "Aftercare is for 6 months only.",
        ),
        (
            "We will review your aftercare with you on 3 June.",
            "Aftercare does not expire.",
            "There is no time limit on section 117.",
            "Your aftercare has not lapsed.",
            "The community treatment order expires on 3 June.",
            "Aftercare is reviewed at least every 12 months.",
            "Aftercare lasts for as long as you need it.",
            "Section 117 aftercare is not time-limited.",
            "We will review your aftercare within 12 weeks.",
            "Your aftercare is for as long as you need it, and we review it in 6 months.",
            "The direct payment lasts for 12 months.",
        ),
    ),
    "automatically-ended": (
        (
            "Your s117 automatically ended when you were discharged from the CTO.",
            "Aftercare ends automatically after discharge.",
            "The duty automatically ceased on discharge.",
            "Your aftercare ended when you left the team.",
            "You have been discharged from section 117.",
            "Section 117 stopped because you were discharged from the caseload.",
            "The automatic ending of aftercare follows.",
        ),
        (
            "Aftercare has not ended automatically.",
            "Aftercare never ends automatically.",
            "Your aftercare does not automatically end when you leave the team.",
            "Aftercare cannot end by itself.",
            "Nothing ends aftercare automatically.",
            "Your aftercare ended on 3 June, as both bodies decided.",
            "Both bodies must decide.",
            "You were discharged from hospital on 3 June.",
            "The alarm stops automatically.",
            "The tenancy ended when he was discharged.",
        ),
    ),
    "not-engaging": (
        (
            "He is not engaging, closing s117.",
            "She did not engage with the team.",
            "You failed to engage.",
            "Closed due to non-engagement.",
            "The client disengaged from services.",
            "He has not been engaging well.",
            "There is a lack of engagement.",
            "She doesn't engage with staff.",
            "Closed after he did not attend.",
        ),
        (
            "You can choose not to use this; you can come back.",
            "'Not engaging' is not a reason to end aftercare.",
            "We engaged with your family.",
            "She engages well with art therapy.",
            "He engaged an advocate.",
            "She was engaged in voluntary work.",
            "The case is not closed because of poor engagement.",
            "Non-engagement does not show that there is no need.",
            "He did not attend on 3 June and we will call him.",
            "You were not engaged in work.",
        ),
    ),
    "care-act-test": (
        (
            "You have no eligible needs under the Care Act.",
            "He does not meet the Care Act eligibility criteria.",
            "The national eligibility threshold is not met.",
            "Your eligible needs have been met.",
            "She is not Care Act eligible.",
            "Eligibility under the Care Act 2014 was the test.",
            "He has no eligible needs.",
            "The person does not meet our eligibility criteria.",
        ),
        (
            "Tests A and B are met.",
            "Your other needs may be eligible under the Care Act.",
            "Whether or not you are eligible under the Care Act, you have aftercare.",
            "Eligibility under the Care Act is a separate question.",
            "You may have a Care Act advocate.",
            "Aftercare does not depend on eligibility under the Care Act.",
            "Needs that are not part of aftercare may be met under the Care Act.",
            "You are entitled to aftercare.",
        ),
    ),
    "refused-on-cost": (
        (
            "The panel refuses on cost.",
            "The request was declined because of the cost.",
            "This placement is too expensive.",
            "We cannot afford this service.",
            "The panel did not approve it, and it was not agreed due to budget pressures.",
            "There is no funding for this.",
            "It was turned down on grounds of cost.",
            "The service is outside the budget.",
            "The cost is too high.",
            "The service was reduced because of funding.",
        ),
        (
            "The panel decided by need.",
            "Nothing is refused on cost.",
            "You cannot afford your rent, and we will help.",
            "The cost is £400 a week.",
            "He has no recourse to public funds.",
            "It was not refused because of cost.",
            "She needs help to live within her budget.",
            "The funding is agreed: ICB 50%, council 50%.",
            "Your personal budget is spent on support.",
            "He has no money for food.",
            "The cost is shared.",
            "The panel agreed the cost of the placement.",
        ),
    ),
    "transferred-responsibility": (
        (
            "Your section 117 has been transferred to Kent, who is now responsible.",
            "The duty has passed to Area X.",
            "Responsibility for s117 transferred to Kent.",
            "Kent is now responsible for your aftercare.",
            "We are no longer responsible for you.",
            "The new council will be responsible for his section 117 aftercare.",
            "You moved to Kent, which is now responsible.",
            "Kent takes over responsibility.",
        ),
        (
            "Area A stays responsible.",
            "The duty does not transfer to Kent.",
            "You moved to Kent; we stay responsible.",
            "Your care was transferred to the Kent team, and we stay responsible.",
            "The duty has not passed to another area.",
            "After a new detention the duty passes to Kent.",
            "The person responsible for this service is Jane.",
            "Responsibility does not move when you move.",
            "He was transferred to prison.",
            "The board and the council are responsible for your aftercare.",
        ),
    ),
    "prison-closed": (
        (
            "Prison - case closed.",
            "In prison: aftercare ended.",
            "He was remanded and the case was closed.",
            "The case was closed when she went to prison.",
            "Sentenced to 2 years, s117 ceased.",
            "Removed from the register as in custody.",
            "The file is closed, he is in prison.",
        ),
        (
            "Planning pauses; he is kept on the register.",
            "The case is not closed because he is in prison.",
            "Prison never ends aftercare.",
            "She is held in a closed prison.",
            "His sentence ends on 3 June.",
            "Released from prison on 3 June.",
            "We plan with you for the end of your sentence.",
            "Aftercare is planned for release from prison.",
            "Prison does not end aftercare.",
        ),
    ),
    "accommodation-always-or-never": (
        (
            "Accommodation is never part of section 117.",
            "Section 117 always covers accommodation.",
            "S117 does not cover rent.",
            "Aftercare never includes housing.",
            "All accommodation is free under section 117.",
            "Accommodation is not covered by section 117.",
            "Accommodation is always free.",
            "Aftercare does not include a care home.",
            "s117 = accommodation free",
        ),
        (
            "Whether accommodation is part of aftercare depends on your case.",
            "Accommodation is not always part of aftercare.",
            "This accommodation is part of your aftercare because staff help you stay well.",
            "Accommodation is not part of your aftercare because it is an ordinary tenancy.",
            "You have always lived in rented housing.",
            "Where accommodation is part of your aftercare, you may choose.",
            "He has never had housing of his own.",
            "Accommodation: supported living.",
        ),
    ),
    "non-compliant": (
        (
            "The patient is non-compliant.",
            "Patient refuses medication.",
            "He refused treatment.",
            "She was not compliant with her plan.",
            "Poor compliance with medication.",
            "He does not comply.",
            "Refusal of services was noted.",
            "She is uncooperative.",
            "Noncompliance noted",
        ),
        (
            "She has decided not to take this medicine.",
            "You have the right to refuse.",
            "You can refuse medication.",
            "The council refused the request.",
            "He was refused entry.",
            "The council's non-compliance with its duty was found.",
            "She said no to the service.",
            "You may say no to a service.",
            "The request was refused.",
            "Records comply with the Code.",
        ),
    ),
    "single-body-decision": (
        (
            "The Council has decided to end your aftercare.",
            "The ICB decided to stop your s117.",
            "We have decided to close your aftercare.",
            "The trust has ended your aftercare.",
            "Your aftercare was ended by the team.",
            "It was the council's decision to end it.",
            "The decision of the panel to end your support stands.",
            "The team has closed your aftercare.",
            "The council intends to end your aftercare.",
        ),
        (
            "The ICB and Council have decided together to end your aftercare.",
            "Kent Council and the Kent Integrated Care Board have decided to end it.",
            "The Kent Integrated Care Board and Kent Council have decided to end it.",
            "The council cannot end aftercare alone.",
            "The council has decided not to end your aftercare.",
            "We have jointly decided to end this service.",
            "The ICB and the council ended your aftercare on 3 June.",
            "The council has not decided to end your aftercare.",
            "Both bodies decided to end it.",
            "The team stopped the medicine.",
            "The council decided to fund this.",
            "Your aftercare was ended by both bodies together.",
        ),
    ),
    "rent-for-aftercare": (
        (
            "You must pay rent for your supported living.",
            "He will have to pay the service charge.",
            "Housing benefit will cover the placement.",
            "You should claim housing benefit for your placement.",
            "Rent is payable each week.",
            "She has to contribute towards the rent.",
        ),
        (
            "You do not pay rent for this place.",
            "He is in rent arrears.",
            "He rents a flat.",
            "Rent is not charged.",
            "No rent is due.",
            "Housing benefit is not claimed for aftercare.",
            "The council pays the rent.",
            "She lives in rented housing.",
        ),
    ),
    "financial-assessment": (
        (
            "You need a financial assessment.",
            "A financial assessment will be carried out.",
            "You will be financially assessed.",
            "Our charging team will contact you.",
            "Please fill in the financial circumstances form.",
            "Financial assessment: to follow",
        ),
        (
            "You do not need a financial assessment.",
            "There is no financial assessment for this part.",
            "A financial assessment for that other help may follow.",
            "You will not be financially assessed.",
            "Financial assessment: not needed",
            "The annual financial report is ready.",
            "The assessment was shared with you.",
            "For Care Act services you may be financially assessed.",
        ),
    ),
}

BAD = [(id, text) for id, (bad, _) in OTHERWISE.items() for text in bad]
GOOD = [(id, text) for id, (_, good) in OTHERWISE.items() for text in good]


@pytest.mark.parametrize("text", ASKS)
def test_a_text_that_asks_for_a_charge_stops_the_document(text: str) -> None:
    found = asks_for_charge(text)
    assert found is not None
    assert (found.id, found.severity) == (CHARGE, "stop")


@pytest.mark.parametrize("text", ASKS_NOTHING)
def test_a_text_that_asks_for_no_charge_is_let_pass(text: str) -> None:
    assert asks_for_charge(text) is None


@pytest.mark.parametrize(("id", "text"), BAD)
def test_a_wording_to_be_avoided_is_found(id: str, text: str) -> None:
    assert id in {wording.id for wording in lint(text)}


@pytest.mark.parametrize(("id", "text"), GOOD)
def test_a_lawful_wording_is_let_pass(id: str, text: str) -> None:
    assert id not in {wording.id for wording in lint(text)}


def test_there_are_enough_cases_of_each_kind() -> None:
    assert min(len(ASKS), len(ASKS_NOTHING)) >= 25
    assert {CHARGE, *OTHERWISE} == set(entries())
    assert all(min(len(bad), len(good)) >= 6 for bad, good in OTHERWISE.values())


@pytest.mark.parametrize("statement", all_statements().values(), ids=lambda each: each.id)
def test_our_own_statements_are_let_pass(statement: Any) -> None:
    assert lint(statement.text) == []


@pytest.mark.parametrize("entry", entries().values(), ids=lambda each: each.id)
def test_what_we_write_instead_is_let_pass(entry: Any) -> None:
    assert lint(entry.better) == []


@pytest.mark.parametrize("entry", entries().values(), ids=lambda each: each.id)
def test_each_entry_says_why_and_rests_on_authorities_that_we_hold(entry: Any) -> None:
    assert entry.why.endswith((".", "?"))
    assert entry.authority
    assert set(entry.authority) <= set(all_authorities())


def test_only_the_charge_stops_a_document() -> None:
    assert {entry.id for entry in entries().values() if entry.severity == "stop"} == {CHARGE}
    assert {entry.severity for entry in entries().values()} == {"stop", "warn"}


@pytest.mark.parametrize(("id", "texts"), [(id, bad) for id, (bad, _) in OTHERWISE.items()])
def test_every_find_holds_one_of_its_stems(id: str, texts: tuple[str, ...]) -> None:
    assert all(any(stem in text.lower() for stem in entries()[id].stems) for text in texts)


def test_it_gives_the_words_as_they_are_written_and_where() -> None:
    text = "Dear Ms Day,\n\nYou\xa0 MUST\u200b  contribute, and so on."
    (found,) = lint(text)
    assert found.words == "MUST\u200b contribute"
    assert text[found.start : found.end] == "MUST\u200b  contribute"


def test_finds_come_in_the_order_of_the_text() -> None:
    text = "Your aftercare ends automatically. You must pay. Your section 117 has expired."
    ids = [wording.id for wording in lint(text)]
    assert ids == ["automatically-ended", CHARGE, "expired-or-time-limited"]


def test_what_overlaps_is_one_find() -> None:
    assert len(lint("You must contribute £40 a week towards the cost.")) == 1


def test_a_heading_does_not_excuse_the_line_below_it() -> None:
    assert asks_for_charge("No charge\nYou must pay £40 a week.")
    assert asks_for_charge("There is no charge\n\nyou must pay £40 a week.")


def test_a_line_that_goes_on_is_read_with_the_line_before() -> None:
    assert not asks_for_charge("You do not\nhave to pay for aftercare.")
    assert not asks_for_charge("You do not\r\nhave to pay for aftercare.")
    assert asks_for_charge("You must\r\npay for aftercare.")


def test_nothing_is_found_in_nothing() -> None:
    assert lint("") == []
    assert asks_for_charge(" \n\u200b\n ") is None


PATTERNS = [
    pytest.param(pattern, id=f"{entry.id}-{number}")
    for entry in entries().values()
    for number, pattern in enumerate((*entry.patterns, *entry.unless))
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_pattern_can_take_more_than_a_bounded_number_of_steps_at_a_place(
    pattern: re.Pattern[str],
) -> None:
    """Bounded, short, and giving no letters back: so the whole is in proportion to the text."""
    parsed = parser.parse(pattern.pattern)
    assert parsed.getwidth()[1] <= 2_000
    for most, gives_back, letters in repetitions(parsed):
        assert most <= 30
        assert most <= 12 or not (gives_back and letters)


def repetitions(parsed: Any) -> list[tuple[int, bool, bool]]:
    """Of each repetition: how often at most, whether it gives back, whether it is of letters."""
    found: list[tuple[int, bool, bool]] = []
    for op, argument in parsed:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            _, most, inner = argument
            letters = len(inner) == 1 and inner[0][0] is ops.IN
            found.append((int(most), op is not ops.POSSESSIVE_REPEAT, letters))
            found += repetitions(inner)
        elif op is ops.BRANCH:
            for choice in argument[1]:
                found += repetitions(choice)
        elif op is ops.SUBPATTERN:
            found += repetitions(argument[3])
        elif op is ops.ATOMIC_GROUP:
            found += repetitions(argument)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            found += repetitions(argument[1])
    return found


@pytest.mark.parametrize(
    "piece",
    ["you must ", "not be asked to pay ", "must pay ", "if you are being charged to pay ", "£",
     "a", "- ", "\n", "\u200b", "the the other help can be charged ", "you and the council "],
)  # fmt: skip
def test_hostile_text_of_the_length_of_a_cell_is_read_to_its_end(piece: str) -> None:
    text = (piece * 32_767)[:32_740] + "\nYou must pay £40 a week."
    assert asks_for_charge(text)
    assert lint(text)[-1].words.lower().startswith("must pay")
