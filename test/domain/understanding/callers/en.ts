import type { Callers } from './callers.ts'
import { NEIGHBOURS_EN } from './neighbours-en.ts'

/** English of Britain, Ireland, North America and Australia. */
export const CALLERS_EN: Callers = {
  yes: `
    Sure, message me whenever
    Yes, I'd be grateful
    Okay yeah, let's switch over
    Yeah, you've got my number, go for it
    That's cool, yeah
    Yes, carry on there
    Aye, no problem
    Yes, I've no objection whatsoever
    Yep, that'll work
    Yes, I'm on WhatsApp on this phone
    Please do, thank you
    Yeah why not, I'm stuck in traffic anyway
    Sure, that makes it easier
    yes please, I'm in a meeting so I can't really talk
    yes please, I'm driving at the moment
    yeah because I'm on the train and the signal keeps going
    yes cause I'm at work
    yeah sure, my battery's about to die
    yes please, I haven't got time to wait
    yeah, that'll save me sitting on hold
    yes please, then I've got it in writing
    yeah sure, then I can read it later
    yes as I'm a bit pushed for time
    yeah if it's easier for you
    sure, if that's easier for you
    yes if you'd be so kind
    if it's not too much trouble, yes please
    yeah, whatever's quicker
    WhatsApp is easier for me anyway
    WhatsApp suits me better
    I prefer WhatsApp actually
    I'd actually prefer WhatsApp
    WhatsApp would be ideal
    I'd rather do it on WhatsApp
    WhatsApp all the way
    that would suit me better
    that suits me fine
    that would help me out, yes
    that'd be really helpful
    that would be super, thanks
    just drop me a WhatsApp
    send it through
    send it across to me
    pop it over to me on WhatsApp
    shoot me a message there
    text me there, that's fine
    message me on there
    you can message me there
    you can get me on there
    you're welcome to message me
    feel free to message me
    just send it here
    send it to this phone please
    no no, that's absolutely fine with me
    no that's totally okay with me, go ahead
    nah that's no hassle at all
    no drama, yeah
    no stress, do it
    I've got nothing against that
    I wouldn't object
    I don't see why not
    no, I meant yes
    no, wait, I mean yes, yes please
    oh no sorry, yes that's fine
    let's do that then
    yeah let's
    yeah let's go with that
    alright let's go for WhatsApp
    yeah I'm up for that
    count me in
    I'm happy with that
    happy to
    happy to do that
    too easy
    no worries, send it through
    aye, that'll do
    aye, on you go
    ach aye
    grand so
    sound, do that
    yeah mate, all good
    yes yes, do the needful
    y'all can text me there
    you know what, yes
    why, yes
    oh go on then
    don't see why not, yeah
    most certainly
    yes most definitely
    a hundred percent, yeah
    yeah alright, whatever works
    yes, I'm fine with that
    oh that'd be handy, yes please
    sure, drop me a line there
    okay, sounds easy enough
    yeah WhatsApp's good for me
    yes please do, I hate being on hold
    yeah, go ahead and message me
    yes you may
    yes, you can do that
    please, that would be great
    okay, let's switch to WhatsApp
    yep, same number
    yes to this number please
    I'm okay with that
    I'm cool with that
    that's perfectly fine
    no, that's not a problem, do it
    not a bother, send it on
    ah go on, sure
    sure look, why not
    certainly, please go ahead
    sure, send me a message
    okay then, WhatsApp it is
    WhatsApp is grand
    yeah, I've got WhatsApp on this one
    yes it's my own phone
    ya sure
    yes I would like that
    I would appreciate that
    that would be much appreciated, yes
    yeah cheers
    be great, thanks
    yes, I was about to suggest that
    That would be ace
    Yeah just send it to my phone
    I'd go for WhatsApp
    WhatsApp please
    Let's go with WhatsApp then
    I'll take WhatsApp
    Sure, text away
    Yeah, you can do it that way
    Yep, the number's right
    I'm all for it
    That's fine, go for it
    Yeah okay send it
    Be my guest
    Sounds alright
    Yes indeed
    No problem at all, text me
    Sure, I don't mind`,
  no: `
    I'd rather keep talking here
    No I don't want any texts
    It's a work phone, so no
    I don't like typing
    Nope, call me instead
    By letter please
    Not today, sorry
    I just want to talk to somebody, no
    Yes but to my office number please
    no chance mate
    let's not do that
    let's leave it
    I'd rather we didn't
    I'm not comfortable with that
    I'm not a fan of WhatsApp
    I don't trust WhatsApp
    that's not for me
    not my cup of tea
    not something I'd want
    that won't be necessary
    no need
    no need for that, thanks
    count me out
    I'll give it a miss
    I'll leave it thanks
    no, not right now
    no, not at the moment
    nah you're grand
    naw, I'm fine ta
    no you're all right, love
    I think I'd rather not
    I don't really want to
    I'd sooner talk to someone on the phone, no
    I'd prefer it if you called me
    just give me a call instead
    a phone call would be better
    I'd rather somebody rang me
    I'd rather wait on the line
    send me an email instead
    can you email it to me
    just email me
    I'd rather have it by post
    can you send me a text message instead of WhatsApp
    I got rid of WhatsApp
    I've uninstalled WhatsApp
    I'm not on WhatsApp anymore
    my phone's too old for WhatsApp
    I don't even have a smartphone
    I borrowed this phone
    it's a borrowed phone
    this is my mum's phone
    this phone belongs to my boss
    I'm ringing from my neighbour's
    I'm on the house phone
    I'm on the landline
    yes but not this phone
    sure, just not on this number
    sure but not on this one
    yes, only to my other number
    okay but could you use my husband's
    yeah but it's not my phone
    yes, well, actually no
    um no
    no, I'd rather talk
    I don't have that app
    no I've got no WhatsApp on this phone
    nope, not for me
    no thanks, I'll wait
    I'd rather not use WhatsApp
    I don't wish to
    I'm afraid not
    absolutely not
    I'll stay on the phone thanks
    could I have an email instead
    can you text my husband instead
    that's not my mobile, it's a work one
    this is a company phone
    not on this phone, no
    sorry no
    nah forget that
    no I don't want messages
    I don't do texting
    not WhatsApp, no
    I'm on a landline
    yes but to my other mobile
    it's my daughter's mobile
    I'm not happy with that
    I can't, it's not my phone
    let's just talk
    I prefer to speak to someone, no
    Ah no
    No, it's not for me
    Can't be bothered with that
    I don't want it in writing
    I don't own a mobile
    This mobile is from work
    I've only got a landline here
    No, I'll stay on the line
    I'm no good with WhatsApp
    I never use WhatsApp
    I'd rather have a call
    No, an SMS please
    Please not on WhatsApp
    I'd rather wait
    Yes but that number isn't mine
    No, a different number please`,
  neighbours: NEIGHBOURS_EN,
}
