package identity

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
)

// GetSecondFactor answers GET /me/second-factor.
func (h *Handlers) GetSecondFactor(ctx context.Context, _ api.GetSecondFactorRequestObject) (api.GetSecondFactorResponseObject, error) {
	state, err := h.service.Factor(ctx, callerFrom(ctx).Visit)
	if err != nil {
		return nil, err
	}
	answer := api.GetSecondFactor200JSONResponse{Enrolled: state.Enrolled, Offered: state.Offered, Required: state.Required, CodesLeft: state.CodesLeft}
	if state.Enrolled {
		answer.Since = &state.Since
	}
	return answer, nil
}

// OfferSecondFactor answers POST /me/second-factor/offer.
func (h *Handlers) OfferSecondFactor(ctx context.Context, r api.OfferSecondFactorRequestObject) (api.OfferSecondFactorResponseObject, error) {
	from := callerFrom(ctx)
	offer, err := h.service.OfferFactor(ctx, from.Visit, r.Body.Password, from.Origin)
	if err != nil {
		return nil, err
	}
	return api.OfferSecondFactor200JSONResponse{Key: offer.Key, Address: offer.Address, Picture: offer.Picture}, nil
}

// ConfirmSecondFactor answers POST /me/second-factor/confirm.
func (h *Handlers) ConfirmSecondFactor(ctx context.Context, r api.ConfirmSecondFactorRequestObject) (api.ConfirmSecondFactorResponseObject, error) {
	from := callerFrom(ctx)
	codes, err := h.service.ConfirmFactor(ctx, from.Visit, r.Body.Code, from.Origin)
	if err != nil {
		return nil, err
	}
	return api.ConfirmSecondFactor200JSONResponse{RecoveryCodesJSONResponse: api.RecoveryCodesJSONResponse{Codes: codes}}, nil
}

// RenewRecoveryCodes answers POST /me/second-factor/recovery-codes.
func (h *Handlers) RenewRecoveryCodes(ctx context.Context, r api.RenewRecoveryCodesRequestObject) (api.RenewRecoveryCodesResponseObject, error) {
	from := callerFrom(ctx)
	codes, err := h.service.RenewRecoveryCodes(ctx, from.Visit, shownAgain(r.Body), from.Origin)
	if err != nil {
		return nil, err
	}
	return api.RenewRecoveryCodes200JSONResponse{RecoveryCodesJSONResponse: api.RecoveryCodesJSONResponse{Codes: codes}}, nil
}

// RemoveSecondFactor answers POST /me/second-factor/remove.
func (h *Handlers) RemoveSecondFactor(ctx context.Context, r api.RemoveSecondFactorRequestObject) (api.RemoveSecondFactorResponseObject, error) {
	from := callerFrom(ctx)
	if err := h.service.RemoveFactor(ctx, from.Visit, shownAgain(r.Body), from.Origin); err != nil {
		return nil, err
	}
	return api.RemoveSecondFactor204Response{}, nil
}

// ResetSecondFactorOf answers POST /people/{id}/second-factor/reset.
func (h *Handlers) ResetSecondFactorOf(ctx context.Context, r api.ResetSecondFactorOfRequestObject) (api.ResetSecondFactorOfResponseObject, error) {
	if err := h.service.ResetFactor(ctx, access.ActorFrom(ctx), r.Id, r.Body.Reason); err != nil {
		return nil, err
	}
	return api.ResetSecondFactorOf204Response{}, nil
}

// GetAccountOf answers GET /people/{id}/account.
func (h *Handlers) GetAccountOf(ctx context.Context, r api.GetAccountOfRequestObject) (api.GetAccountOfResponseObject, error) {
	held, err := h.service.AccountOf(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetAccountOf200JSONResponse{
		SecondFactor: held.SecondFactor, SendsLetters: held.Sends, InvitedAt: held.InvitedAt, InvitationEndsAt: held.ExpiresAt, InvitationExpired: held.Expired,
		AcceptedAt: held.AcceptedAt,
	}, nil
}

// AskPasswordReset answers POST /password-resets.
func (h *Handlers) AskPasswordReset(ctx context.Context, r api.AskPasswordResetRequestObject) (api.AskPasswordResetResponseObject, error) {
	if err := h.service.AskReset(ctx, r.Body.Email, callerFrom(ctx).Origin); err != nil {
		return nil, err
	}
	return api.AskPasswordReset204Response{}, nil
}

// SendPasswordLink answers POST /people/{id}/password-letters.
func (h *Handlers) SendPasswordLink(ctx context.Context, r api.SendPasswordLinkRequestObject) (api.SendPasswordLinkResponseObject, error) {
	if err := h.service.SendLink(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.SendPasswordLink204Response{}, nil
}

func shownAgain(b *api.ShownAgain) Credentials {
	return Credentials{Password: b.Password, Code: text(b.Code), RecoveryCode: text(b.RecoveryCode)}
}
